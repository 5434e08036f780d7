
import guitu.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=guitu.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField()),
                ('held_by', models.BigIntegerField()),
                ('batch', models.UUIDField()),
                ('row', models.UUIDField()),
                ('made_file', models.BooleanField()),
                ('asks', models.BooleanField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='importrow',
            name='import_row_question',
        ),
        migrations.RemoveIndex(
            model_name='importrow',
            name='import_row_subject',
        ),
        migrations.RemoveField(
            model_name='importrow',
            name='held_by',
        ),
        migrations.RemoveField(
            model_name='importrow',
            name='made_file',
        ),
        migrations.RemoveField(
            model_name='importrow',
            name='question',
        ),
        migrations.RemoveField(
            model_name='importrow',
            name='subject',
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['batch', 'row'], name='link_batch'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['person_id'], name='link_person'),
        ),
    ]
