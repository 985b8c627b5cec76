"""What each claim needs, the claimants' files, blocked mail addresses, and keys of claims worded alike."""

import django.db.models.deletion
import django.utils.timezone
import newsroom.takedowns.evidence
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('takedowns', '0005_first_rules_of_the_score'),
    ]

    operations = [
        migrations.CreateModel(
            name='BlockedMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='hash of the address')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
            ],
            options={
                'verbose_name': 'blocked mail address',
                'verbose_name_plural': 'blocked mail addresses',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='CasePrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('png', 'PNG'), ('jpg', 'JPEG'), ('txt', 'TXT')], max_length=4, verbose_name='kind')),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('place', models.CharField(default=newsroom.takedowns.evidence.new_place, editable=False, max_length=40, unique=True)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='given')),
                ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='erased')),
            ],
            options={
                'verbose_name': "claimant's file",
                'verbose_name_plural': "claimants' files",
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='case_claim_known',
        ),
        migrations.AddField(
            model_name='case',
            name='data_law',
            field=models.CharField(blank=True, choices=[('gdpr', 'European or British data protection law (GDPR)'), ('ccpa', "California's privacy law (CCPA)"), ('other', 'Another law, or I do not know')], max_length=5, verbose_name='law'),
        ),
        migrations.AddField(
            model_name='case',
            name='data_right',
            field=models.CharField(blank=True, choices=[('access', 'Tell me what you hold about me'), ('erase', 'Delete what you hold about me'), ('correct', 'Correct what you hold about me'), ('opt_out', 'Do not sell or share it')], max_length=7, verbose_name='asks for'),
        ),
        migrations.AddField(
            model_name='case',
            name='part',
            field=models.CharField(blank=True, choices=[('whole', 'The whole story'), ('text', 'The text, or a passage of it'), ('picture', 'A picture'), ('headline', 'The headline'), ('name', 'A name')], max_length=8, verbose_name='which part'),
        ),
        migrations.AddField(
            model_name='case',
            name='part_words',
            field=models.TextField(blank=True, verbose_name='the part in words'),
        ),
        migrations.AddField(
            model_name='case',
            name='work',
            field=models.TextField(blank=True, verbose_name='description of the work'),
        ),
        migrations.AlterField(
            model_name='case',
            name='claim',
            field=models.CharField(choices=[('owner', "owner's wish"), ('copyright', 'copyright notice'), ('privacy', 'privacy'), ('legal', 'order of a court or authority'), ('trademark', 'trademark'), ('defamation', 'defamation'), ('safety', 'safety of a person'), ('data', 'data request'), ('other', 'other')], max_length=10, verbose_name='claim'),
        ),
        migrations.AlterField(
            model_name='case',
            name='explanation',
            field=models.TextField(blank=True, verbose_name='explanation'),
        ),
        migrations.AlterField(
            model_name='case',
            name='text_version',
            field=models.CharField(default='2026-11-26', max_length=20, verbose_name='version of the statements'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('claim__in', ['owner', 'copyright', 'privacy', 'legal', 'trademark', 'defamation', 'safety', 'data', 'other'])), name='case_claim_known'),
        ),
        migrations.AddField(
            model_name='caseprint',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prints', to='takedowns.case'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='takedowns.case', verbose_name='case'),
        ),
        migrations.AddConstraint(
            model_name='caseprint',
            constraint=models.UniqueConstraint(fields=('case', 'key'), name='case_print_once'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('case', None)), fields=['given_at'], name='evidence_without_case'),
        ),
    ]
