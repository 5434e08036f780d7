"""Owns nominations, reviews and awards of honours, the story somebody tells, and where it may be told.

Never decides whether an honour is open (the clean-time ledger does) or whether somebody agreed (the journal
says so): ``is_shown`` is what consent to honours says, ``ended_at`` and ``is_paused`` what may not be told.
"""
