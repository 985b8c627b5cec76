"""Cases, their items and events, and the inbox of messages."""

import django.db.models.deletion
import django.utils.timezone
import newsroom.takedowns.references
import newsroom.takedowns.tokens
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0003_pages'),
        ('auth', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=newsroom.takedowns.references.new_reference, editable=False, max_length=12, unique=True, verbose_name='reference')),
                ('state', models.CharField(choices=[('received', 'waiting for confirmation'), ('confirmed', 'confirmed'), ('held', 'held: hidden while we decide'), ('reopened', 'reopened'), ('decided', 'decided'), ('closed', 'closed'), ('lapsed', 'lapsed: never confirmed'), ('withdrawn', 'withdrawn by the claimant')], default='received', editable=False, max_length=10, verbose_name='state')),
                ('outcome', models.CharField(blank=True, choices=[('', 'not decided'), ('removed', 'removed'), ('rejected', 'rejected'), ('partly', 'partly removed')], editable=False, max_length=8, verbose_name='outcome')),
                ('claim', models.CharField(choices=[('owner', "owner's wish"), ('copyright', 'copyright notice'), ('privacy', 'privacy'), ('legal', 'order of a court or authority'), ('other', 'other')], max_length=10, verbose_name='claim')),
                ('settle', models.CharField(choices=[('remove', 'Remove it'), ('picture', 'Remove the picture only'), ('shorten', 'Shorten it'), ('credit', 'Correct the credit or the link'), ('anonymise', 'Take a name out of it'), ('delist', 'Keep it out of search engines'), ('other', 'Something else (say what below)')], max_length=10, verbose_name='what would settle it')),
                ('explanation', models.TextField(verbose_name='explanation')),
                ('originals', models.TextField(blank=True, verbose_name='where the original is')),
                ('statements', models.JSONField(default=list, verbose_name='statements')),
                ('text_version', models.CharField(default='2026-11', max_length=20, verbose_name='version of the statements')),
                ('signature', models.CharField(blank=True, max_length=200, verbose_name='signature')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('organisation', models.CharField(blank=True, max_length=200, verbose_name='organisation')),
                ('role', models.CharField(choices=[('owner', 'the owner of the material'), ('agent', 'somebody authorised to act for the owner or person'), ('person', 'the person the story is about'), ('authority', 'a court or an authority')], max_length=10, verbose_name='role')),
                ('principal', models.CharField(blank=True, max_length=200, verbose_name='on behalf of')),
                ('email', models.EmailField(db_index=True, max_length=254, verbose_name='e-mail')),
                ('country', models.CharField(blank=True, max_length=80, verbose_name='country')),
                ('postal_address', models.TextField(blank=True, verbose_name='postal address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('language', models.CharField(default='en', max_length=12, verbose_name='language')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='received')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='due')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('alarmed', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='last alarm in per cent')),
                ('seed', models.CharField(default=newsroom.takedowns.tokens.new_seed, editable=False, max_length=40)),
                ('confirm_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('status_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('digest', models.CharField(db_index=True, editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'takedown case',
                'verbose_name_plural': 'takedown cases',
                'indexes': [models.Index(fields=['state', 'due_at'], name='case_queue'), models.Index(fields=['received_at'], name='case_cohort')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['received', 'confirmed', 'held', 'reopened', 'decided', 'closed', 'lapsed', 'withdrawn'])), name='case_state_known'), models.CheckConstraint(condition=models.Q(('claim__in', ['owner', 'copyright', 'privacy', 'legal', 'other'])), name='case_claim_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'held', 'reopened', 'decided', 'closed']), _negated=True), models.Q(('confirmed_at__isnull', False), ('due_at__isnull', False)), _connector='OR'), name='case_confirmed_has_its_clock'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'decided'), _negated=True), models.Q(('decided_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='case_decided_has_its_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('address', models.CharField(max_length=2000, verbose_name='address as it was typed')),
                ('path', models.CharField(max_length=2000, verbose_name='address on this site')),
                ('path_key', models.CharField(editable=False, max_length=64)),
                ('state', models.CharField(choices=[('open', 'open'), ('held', 'held'), ('removed', 'removed'), ('rejected', 'rejected'), ('restored', 'restored')], default='open', editable=False, max_length=10, verbose_name='state')),
                ('removal', models.CharField(blank=True, max_length=8, verbose_name='what the address answers')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('checks', models.JSONField(blank=True, default=list, verbose_name='surfaces')),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='looked at')),
                ('next_check_at', models.DateTimeField(blank=True, null=True, verbose_name='next look')),
                ('looks', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='times looked')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.article', verbose_name='article')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='takedowns.case', verbose_name='case')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'address',
                'verbose_name_plural': 'addresses',
                'ordering': ['case', 'number'],
                'indexes': [models.Index(condition=models.Q(('next_check_at__isnull', False)), fields=['next_check_at'], name='item_due_for_a_look')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'held', 'removed', 'rejected', 'restored'])), name='item_state_known'), models.UniqueConstraint(fields=('case', 'number'), name='item_number_once'), models.UniqueConstraint(fields=('case', 'path_key'), name='item_address_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['removed', 'rejected', 'restored']), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='item_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='item_rejected_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('act', models.CharField(max_length=20, verbose_name='act')),
                ('old', models.CharField(blank=True, max_length=10, verbose_name='from')),
                ('new', models.CharField(blank=True, max_length=10, verbose_name='to')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='takedowns.case')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='takedowns.item')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['act', 'at'], name='event_of_act')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('correction', 'A mistake in a story'), ('privacy', 'Privacy and personal data'), ('other', 'Something else')], max_length=10, verbose_name='topic')),
                ('state', models.CharField(choices=[('new', 'new'), ('answered', 'answered')], default='new', editable=False, max_length=8, verbose_name='state')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('about', models.CharField(blank=True, max_length=2000, verbose_name='address of the story')),
                ('text', models.TextField(verbose_name='message')),
                ('language', models.CharField(default='en', max_length=12, verbose_name='language')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='received')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['-state', '-received_at'],
                'indexes': [models.Index(fields=['state', '-received_at'], name='message_inbox')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='message_answered_has_its_answer')],
            },
        ),
    ]
