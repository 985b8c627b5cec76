"""Proofs of domains."""

import django.db.models.deletion
import django.utils.timezone
import newsroom.takedowns.tokens
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0018_old_countries_and_what_sources_are'),
        ('takedowns', '0002_disputes_and_clocks'),
    ]

    operations = [
        migrations.CreateModel(
            name='DomainProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=253, verbose_name='domain')),
                ('method', models.CharField(choices=[('mail', 'A letter to an address at the domain'), ('dns', "A TXT record in the domain's DNS"), ('file', "A file on the domain's website")], max_length=4, verbose_name='method')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(default='en', max_length=12, verbose_name='language')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('looked_at', models.DateTimeField(blank=True, null=True, verbose_name='last looked')),
                ('problem', models.CharField(blank=True, max_length=300, verbose_name='what was found')),
                ('proved_at', models.DateTimeField(blank=True, null=True, verbose_name='proved')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='holds until')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('removals', models.PositiveIntegerField(default=0, editable=False, verbose_name='stories removed')),
                ('seed', models.CharField(default=newsroom.takedowns.tokens.new_seed, editable=False, max_length=40)),
                ('ask_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('confirm_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('lane_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'proof of a domain',
                'verbose_name_plural': 'proofs of domains',
                'ordering': ['-asked_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('proved_at__isnull', True), ('ends_at__isnull', False), _connector='OR'), name='proof_proved_has_its_end')],
            },
        ),
    ]
