"""Short forms and other names of the sector, in general use in England: no place's own.

One concept a line: the short form (or the older name), then its other names, commonest first. A name is listed only if
a person who types one means the others too, also across a change of name ("LSCB" finds safeguarding partnerships) and
where reports answer by the opposite ("turnover" finds a stable workforce).
"""

from __future__ import annotations

_LINES = """
ADHD = attention deficit hyperactivity disorder = attention deficit and hyperactivity disorder
AMHP = approved mental health professional
AP = alternative provision
ASYE = assessed and supported year in employment
BAME = black, Asian and minority ethnic
Cafcass = Children and Family Court Advisory and Support Service
CAF = common assessment framework
CAMHS = child and adolescent mental health services = children and young people's mental health services
CAWN = child abduction warning notice
CCE = child criminal exploitation = criminal exploitation
CCG = clinical commissioning group = integrated care board
CDOP = child death overview panel
CiCC = children in care council
CIN = child in need = children in need
CLA = children looked after = looked after children = children in care
CME = children missing education = children missing from education
CP = child protection
CPP = child protection plan
CRC = community rehabilitation company
CSC = children's social care
CSE = child sexual exploitation = sexual exploitation
CSP = community safety partnership
CQC = Care Quality Commission
DASS = director of adult social services
DBS = Disclosure and Barring Service
DCS = director of children's services
DA = domestic abuse = domestic violence
DfE = Department for Education
DoLS = deprivation of liberty safeguards = deprivation of liberty
DSL = designated safeguarding lead
DCO = designated clinical officer
EDT = emergency duty team = out-of-hours service
EET = education, employment or training
EHA = early help assessment
EHC = education, health and care
EHCP = education, health and care plan = EHC plan
EHE = elective home education = electively home educated
EPO = emergency protection order
EYFS = early years foundation stage
FGC = family group conference = family group decision-making
FGM = female genital mutilation
FII = fabricated or induced illness
HMICFRS = His Majesty's Inspectorate of Constabulary and Fire & Rescue Services
HMIP = His Majesty's Inspectorate of Probation
IAPT = improving access to psychological therapies = talking therapies
ICB = integrated care board = clinical commissioning group
ICPC = initial child protection conference
IDVA = independent domestic violence adviser = independent domestic violence advocate
IFA = independent fostering agency
IHA = initial health assessment
IOM = integrated offender management
IRM = independent reviewing manager = independent reviewing officer
IRO = independent reviewing officer = independent reviewing manager
ISVA = independent sexual violence adviser
JSNA = joint strategic needs assessment
LAC = looked after children = children looked after = children in care
LADO = local authority designated officer = designated officer
LSCB = local safeguarding children board = safeguarding children board
     = safeguarding children partnership = safeguarding partnership
LSCP = local safeguarding children partnership = safeguarding children partnership
MACE = multi-agency child exploitation
MAPPA = multi-agency public protection arrangements
MARAC = multi-agency risk assessment conference
MASA = multi-agency safeguarding arrangements
MASH = multi-agency safeguarding hub
MCA = Mental Capacity Act
NEET = not in education, employment or training
NRM = national referral mechanism
PA = personal adviser = personal advisor
PCC = police and crime commissioner
PEP = personal education plan
PLO = public law outline = pre-proceedings
PPO = police powers of protection = police protection
PPU = public protection unit
PRU = pupil referral unit
QA = quality assurance
RAA = regional adoption agency
RHA = review health assessment
RHI = return home interview = return interview
SAB = safeguarding adults board
SAR = safeguarding adults review
SARC = sexual assault referral centre
SCR = serious case review = child safeguarding practice review
SDQ = strengths and difficulties questionnaire
SENCo = special educational needs coordinator
SEND = special educational needs and disabilities = special educational needs and/or disabilities
     = special educational needs
SEN = special educational needs
SGO = special guardianship order = special guardianship
UASC = unaccompanied asylum-seeking children = separated children
VCS = voluntary and community sector
VRU = violence reduction unit
VSH = virtual school head = virtual school headteacher
YJS = youth justice service = youth offending service
YOS = youth offending service = youth justice service
YOT = youth offending team = youth justice service = youth offending service
agency staff = agency workers = agency social workers
care leavers = care experienced young people = care-experienced young people
caseloads = workloads
early help = early intervention
exclusion = suspension
front door = contact and referral = referral and assessment
kinship care = connected persons = family and friends care
missing from home = missing from care = going missing
out of area placements = placed at a distance = placed outside
placement sufficiency = sufficient placements
pre-birth = unborn
radicalisation = extremism
strategy meeting = strategy discussion
substance misuse = drug and alcohol misuse = misuse of drugs
turnover = stable workforce = workforce stability = churn
voice of the child = wishes and feelings = children's views
"""


def _pairs() -> tuple[tuple[str, str], ...]:
    pairs = []
    for line in _LINES.replace("\n     = ", " = ").strip().splitlines():
        short, *names = [part.strip() for part in line.split(" = ")]
        pairs += [(short, name) for name in names]
    return tuple(pairs)


# (short form or older name, other name), a pair for each name.
SECTOR_TERMS: tuple[tuple[str, str], ...] = _pairs()
