
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='personalias',
            name='was_held_by',
            field=models.BigIntegerField(default=0),
        ),
    ]
