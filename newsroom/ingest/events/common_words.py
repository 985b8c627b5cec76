"""Words that tell no event from another: the small words of English, and what stands in every report. Data only."""

_SMALL = """
a an the and or but nor so yet of in on at by for from to into onto with without within over under up down out off
about above below after before between during through against among amid around across along as if then than that
this these those there here it its he him his she her hers they them their theirs we us our ours you your yours i
me my mine who whom whose which what when where why how is are was were be been being am do does did done doing
have has had having will would shall should can could may might must not no yes all any some each every both few
more most much many other others another such only own same too very just also even still already again ever never
now once one two three because while until since though although despite via per cent percent like well back way
isn't wasn't don't doesn't didn't can't won't it's he's she's that's there's i'm we're they're you're let's
"""
SMALL = frozenset(_SMALL.split())
"""Left out altogether."""

_REPORTING = """
says said say saying told tell tells according added add adds announced announce announces reported report reports
news breaking update updated live video photo photos watch read latest story new old year years month months week
weeks day days hour hours minute minutes today tomorrow yesterday tonight morning afternoon evening night monday
tuesday wednesday thursday friday saturday sunday january february march april june july august september october
november december first second third last next late early earlier later ago people man men woman women time times
make makes made making get gets got take takes took taken come comes came go goes going gone went see sees seen
show shows showed give gives given gave spokesman spokeswoman statement pm am est gmt et published posted photo
"""
REPORTING = frozenset(_REPORTING.split())
"""Left out as well: when, and who told whom."""

_FREQUENT = """
police government president minister official officials state country city world national international local
public million billion thousand hundred percent killed kill dead death die died attack fire court judge case law
plan deal talks meeting report group company market bank price prices shares sales rise rises fall falls high low
big top best good bad long short home house family children child school university hospital party leader election
vote war military army force forces security media week weekend area region north south east west central street
road water air food help work job jobs money support call calls set start end open close win wins won lose lost
game team season player players star film movie show music life love death record study research health cases
"""
FREQUENT = frozenset(_FREQUENT.split())
"""Common in news of every kind, so that a cold start does not take them for rare."""
