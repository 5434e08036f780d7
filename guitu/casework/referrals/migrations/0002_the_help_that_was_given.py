"""Which entry says that a referral's help was given, so that the two are undone together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="referral", name="entry", field=models.UUIDField(null=True)
        )
    ]
