"""The shapes of what chatbots say, of what is said to them, and of what their tools leave behind. Pure data.

One shape a line: first words of which one must occur in the text before the shape is tried, then, after two colons, the
pattern. The text comes in lower case with straight apostrophes. Words in capitals stand for one of the lists below. All
is English, for the machines' own phrases nearly always are.
"""

import re

from articles.findings.prose import alternatives

_LISTS = {
    "REWRITTEN": """
rewritten|revised|rephrased|reworded|paraphrased|polished|improved|expanded|condensed|shortened|simplified|edited|updated
summari[sz]ed|humani[sz]ed|translated|refined|seo[- ]?optimi[sz]ed|seo[- ]?friendly
""",
    "TEXT": """
article|version|text|summary|translation|story|draft|piece|content|paragraph|headline|title|response|answer|post
""",
    "MACHINE": r"""
ai|a\.i\.|artificial intelligence|chat ?gpt|gpt(?:-?\d)?|gemini|copilot|claude|perplexity|grok|deepseek|chatbot
""",
    "CANNOT": """
cannot|can ?not|can'?t|am not able to|am unable to|'m not able to|'m unable to|do not|don't
""",
    "TASK": """
provide|browse|access|verify|fulfil+|assist|generate|create|complete|rewrite|produce|write|have access|have real
""",
    "MATTER": """
content|articles?|texts?|real[- ]time|request|information|current|browse|internet|links?|urls?
""",
    "EAGER": """
sure|certainly|of course|absolutely|great question|no problem
""",
    "MADE": """
generated|written|rewritten|produced|created|translated|summari[sz]ed
""",
    "WITH": """
by|by an?|with|with the help of|with the help of an?|using|using an?
""",
    "SLOT": """
insert|your|add|enter|placeholder|link to|name of|image(?: of)?:|citation needed|source needed|company name|date here
author'?s? name|city|tbd|todo
""",
}

_SURE = r"""
language model :: \b(?:as|being|i am|i'm) an? (?:\w+ ){0,2}language model
as an ai :: \bas an ai\b(?: (?:language )?(?:model|assistant|system)|[,;])
an ai :: \bi(?: am|'m) (?:just |only )?an ai\b
my train|my knowl :: \bmy (?:training(?: data)?|knowledge) (?:cut-?off|data|only|ends|extends|goes)
knowledge cut :: \b(?:my|model'?s?) knowledge cut-?off\b
as of my :: \bas of my (?:last|latest|most recent|knowledge|training)
here's|here is|here are|here're :: \bhere(?:'s| is| are|'re) (?:the|a|an|your|my|one)\b[^.!?\n]{0,40}\b(?:REWRITTEN)\b
below is :: \bbelow is (?:the|a|an|your)\b[^.!?\n]{0,40}\b(?:REWRITTEN)\b
, here|! here|. here|: here :: (?:^|[.!?:]\s)(?:EAGER)(?: thing)?[,!.:]{1,2} here
, i can|! i can|. i can :: (?:^|[.!?:]\s)(?:EAGER)(?: thing)?[,!.:]{1,2} i can
hope th :: \bi hope (?:this|that|the)(?: (?:REWRITTEN))?(?: (?:TEXT))? (?:helps|meets|works|is helpful|answers)
let me know if :: \blet me know if (?:you|there|this|that|it|anything|i)\b
would you like me :: \bwould you like me to\b
if you :: \bif you(?:'d| would)? (?:like|want|prefer|wish|need)(?: me)?,? (?:i can|i could|i'll|me to|i'd be)
feel free to :: \bfeel free to (?:ask|adjust|modify|edit|let|reach out|customi[sz]e|tweak|adapt|replace)\b
please :: \bplease (?:provide|paste|share|send)(?: me(?: with)?)? (?:the|your|me)(?: \w+){0,3} (?:TEXT|details)\b
this article|this text|this content :: \bthis (?:TEXT) (?:was|is|has been) (?:\w+ )?(?:MADE) (?:WITH) (?:MACHINE)\b
this story|this summary|this post :: \bthis (?:TEXT) (?:was|is|has been) (?:\w+ )?(?:MADE) (?:WITH) (?:MACHINE)\b
used by ai :: \b(?:sources?|answers?|words|labels?|terms) (?:that are |as )?used by ai\b
how ai|how the ai|how chat|how gem|how cop :: \b(?:notice|note|see) how (?:the )?(?:MACHINE)\b
i asked :: \bi asked (?:the |an )?(?:MACHINE)\b
prompted :: \bi (?:then |also |first )?prompted (?:the |an )?(?:MACHINE)\b
original answer :: \bthe original answers?\b
answer differ|answer change|answer above :: \b(?:this|your|the (?:above|previous)) answer (?:differ|change|above)
source button :: \bsource buttons?\b
 prompt :: \b(?:my|your|the (?:original|previous|above|following|initial)|in response to (?:the|your)) prompt\b
dialog :: \b(?:following|above|previous|preceding) dialog(?:ue)? (?:with|we|i|you|between me)\b
plagiarism :: \b(?:without|free (?:of|from)|avoid(?:ing)?|0%|zero) plagiarism\b|\bplagiarism[- ]free\b
100 %|100% :: \b100 ?% (?:unique|original|human)\b
word count :: \(?\bword count ?[:=] ?\d
meta :: \bmeta[- ](?:description|title|keywords?) ?:
seo t|seo k|seo d|seo s|seo- :: \bseo[- ](?:title|keywords?|description|score) ?:
focus key :: \bfocus key(?:word|phrase) ?:
utm_source= :: utm_source=(?:chatgpt|openai|perplexity|copilot|gemini)
turn0|turn1|turn2 :: \bturn\d{1,3}(?:search|news|view|image)\d{1,3}\b|\bciteturn\d
† :: 【\d{1,3}†[^】]{0,80}】
contentreference :: :{0,2}contentreference\[
oaicite :: \boaicite\b
<| :: <\|(?:im_(?:start|end)|endoftext|user|assistant|system)\|>
inst] :: \[/?inst\]
lorem ipsum :: \blorem ipsum\b
[ :: \[(?:SLOT)\b[^\]\n]{0,60}\]
{{ :: \{\{ ?[a-z_ ]{2,40} ?\}\}
regenerate response :: \bregenerate response\b
"""
_UNLESS_QUOTED = r"""
i can|i am |i'm |i do not|i don't :: \bi(?:'m sorry,? but i)? ?(?:CANNOT) (?:TASK)\b[^.!?\n]{0,60}\b(?:MATTER)\b
sorry :: \bi(?:'m| am) sorry,? but (?:i|as an)\b[^.!?\n]{0,40}\b(?:request|article|text|content)\b
real-time :: \bi (?:don't|do not) have (?:access to )?real-time\b
based on the :: \bbased on the (?:provided|given|supplied|above) (?:text|article|information|context|content|source)s?\b
the provided|your provided :: \b(?:the|your) provided (?:text|article|content|context|source)\b
you provided|you shared|you pasted :: \b(?:text|article|content) you (?:provided|shared|pasted)\b
rewritten|revised|rephrased|reworded|paraphrased|condensed|shortened|simplified :: \bin this (?:REWRITTEN) (?:TEXT)\b
version of :: \b(?:REWRITTEN) version of (?:the|your) (?:original )?(?:TEXT)\b
step by step :: \blet'?s think step by step\b
"""
_NAMES = re.compile("|".join(_LISTS))
Shapes = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


def _shapes(listed: str) -> Shapes:
    """The lines of a list as first words and a pattern, with the names of lists filled in."""
    made = []
    for line in listed.strip("\n").split("\n"):
        first, pattern = line.split(" :: ")
        filled = _NAMES.sub(lambda name: alternatives(_LISTS[name[0]]), pattern)
        made.append((tuple(first.split("|")), re.compile(filled, re.MULTILINE)))
    return tuple(made)


SURE, UNLESS_QUOTED = _shapes(_SURE), _shapes(_UNLESS_QUOTED)
