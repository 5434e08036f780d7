"""What every screen stands on: the request, the frame round the page, its words and its parts.

A screen is a folder with ``urls.py``, ``views.py`` and ``templates/<folder>/``. Each view carries
``@screen(...)`` from ``http``; a view without it does not answer. A page extends ``shell/base.html`` and
fills the blocks ``title``, ``heading``, ``lead``, ``content`` and ``actions`` (beside the heading; inside a
``<div class="bar">`` they lie at the thumb on a phone, then ``body_class`` says ``with-bar``). Form fields
are drawn by ``{% field form.name %}`` and ``{% choices form.name %}``, icons by ``{% icon "name" %}``, words
of the journal by ``{{ code|code_word }}`` and their like, a Chinese-English pair by ``{{ pair|said }}``, a
date by ``{{ day|day }}``: see ``tags``.
"""
