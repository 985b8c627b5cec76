"""Feeds, visits to them, and what came in."""

import datetime
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0002_countries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000, unique=True, verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('kind', models.CharField(blank=True, editable=False, max_length=12, verbose_name='kind')),
                ('folder', models.CharField(blank=True, max_length=120, verbose_name='folder')),
                ('state', models.CharField(choices=[('active', 'polled by the clock'), ('manual', 'polled when told'), ('paused', 'paused'), ('retired', 'retired: gone for good')], default='active', max_length=8, verbose_name='state')),
                ('fetch_pages', models.BooleanField(default=True, verbose_name="read the story's page")),
                ('interval', models.DurationField(default=datetime.timedelta(seconds=1800), verbose_name='interval')),
                ('next_poll_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='next poll')),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('attempts', models.PositiveIntegerField(default=0, editable=False)),
                ('etag', models.CharField(blank=True, editable=False, max_length=300)),
                ('last_modified', models.CharField(blank=True, editable=False, max_length=100)),
                ('body_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('last_polled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last polled')),
                ('last_good_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last good')),
                ('failures', models.PositiveIntegerField(default=0, editable=False, verbose_name='failures in a row')),
                ('problem', models.CharField(blank=True, editable=False, max_length=500, verbose_name='problem')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='articles.country', verbose_name='default country')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to='articles.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'feed',
                'verbose_name_plural': 'feeds',
                'ordering': ['source__name', 'url'],
                'indexes': [models.Index(fields=['state', 'next_poll_at'], name='feed_due')],
            },
        ),
        migrations.CreateModel(
            name='Capture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='came in')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('verdict', models.CharField(max_length=12, verbose_name='verdict')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='why')),
                ('guid', models.CharField(blank=True, max_length=2000, verbose_name="feed's own id")),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='headline')),
                ('author', models.CharField(blank=True, max_length=300, verbose_name='byline')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published there')),
                ('published_raw', models.CharField(blank=True, max_length=100, verbose_name='date as given')),
                ('language', models.CharField(blank=True, max_length=12, verbose_name='language')),
                ('image_url', models.URLField(blank=True, max_length=2000, verbose_name='picture')),
                ('image_credit', models.CharField(blank=True, max_length=200, verbose_name='credit')),
                ('entry', models.BinaryField(blank=True, default=b'', verbose_name='entry as it came')),
                ('page', models.BinaryField(blank=True, default=b'', verbose_name='page as it came')),
                ('page_headers', models.JSONField(blank=True, default=dict)),
                ('full_text', models.TextField(blank=True, verbose_name='text as it was read')),
                ('full_html', models.TextField(blank=True, verbose_name='text as it was read, sanitised')),
                ('words', models.PositiveIntegerField(default=0, verbose_name='words')),
                ('mends', models.JSONField(blank=True, default=list, verbose_name='mends')),
                ('origins', models.JSONField(blank=True, default=dict, verbose_name='where each field is from')),
                ('reader', models.CharField(blank=True, max_length=12, verbose_name='read by')),
                ('agreement', models.FloatField(blank=True, null=True, verbose_name='agreement of the readers')),
                ('label', models.CharField(blank=True, max_length=12, verbose_name='what the page is')),
                ('page_problem', models.CharField(blank=True, max_length=300, verbose_name='why the page was not read')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='erased')),
                ('entry_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('text_key', models.CharField(blank=True, editable=False, max_length=64)),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='captures', to='articles.article', verbose_name='article')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='captures', to='articles.source', verbose_name='source')),
                ('feed', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='captures', to='ingest.feed', verbose_name='feed')),
            ],
            options={
                'verbose_name': 'capture',
                'verbose_name_plural': 'captures',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['article', '-version'], name='capture_of_article'), models.Index(fields=['feed', '-at'], name='capture_of_feed'), models.Index(fields=['source', 'entry_hash'], name='capture_known')],
            },
        ),
        migrations.CreateModel(
            name='Fetch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('outcome', models.CharField(choices=[('read', 'read'), ('unchanged', 'unchanged'), ('failed', 'failed')], max_length=10, verbose_name='outcome')),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='HTTP status')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='bytes')),
                ('milliseconds', models.PositiveIntegerField(default=0, verbose_name='milliseconds')),
                ('entries', models.PositiveIntegerField(default=0, verbose_name='entries')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('kept_out', models.PositiveIntegerField(default=0, verbose_name='kept out')),
                ('sentence', models.CharField(blank=True, max_length=500, verbose_name='what happened')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fetches', to='ingest.feed', verbose_name='feed')),
            ],
            options={
                'verbose_name': 'fetch',
                'verbose_name_plural': 'fetches',
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['feed', '-at'], name='fetch_of_feed')],
            },
        ),
    ]
