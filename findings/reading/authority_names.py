"""The 153 English local authorities that run children's services, four of the past, and their other names.

A name is the everyday one, as reports print it: Durham, not County Durham. `Name = alias; alias` on a line.
"""

from __future__ import annotations

_LONDON = """
Barking and Dagenham = Barking; Dagenham; LBBD
Barnet
Bexley
Brent
Bromley
Camden
City of London = City of London Corporation; London Corporation; Corporation of London
Croydon
Ealing
Enfield
Greenwich = Royal Greenwich
Hackney
Hammersmith and Fulham = Hammersmith; LBHF
Haringey
Harrow
Havering
Hillingdon
Hounslow
Islington
Kensington and Chelsea = Kensington; RBKC
Kingston upon Thames = Kingston
Lambeth
Lewisham
Merton
Newham
Redbridge
Richmond upon Thames = Richmond
Southwark
Sutton
Tower Hamlets
Waltham Forest
Wandsworth
Westminster
"""

_METROPOLITAN = """
Barnsley
Birmingham
Bolton
Bradford
Bury
Calderdale
Coventry
Doncaster
Dudley
Gateshead
Kirklees
Knowsley
Leeds
Liverpool
Manchester
Newcastle upon Tyne = Newcastle
North Tyneside
Oldham
Rochdale
Rotherham
Salford
Sandwell
Sefton
Sheffield
Solihull
South Tyneside
St Helens = Saint Helens
Stockport
Sunderland
Tameside
Trafford
Wakefield
Walsall
Wigan
Wirral = The Wirral
Wolverhampton
"""

_COUNTIES = """
Cambridgeshire = Cambs
Derbyshire
Devon
East Sussex
Essex
Gloucestershire = Glos
Hampshire = Hants
Hertfordshire = Herts
Kent
Lancashire = Lancs
Leicestershire = Leics
Lincolnshire = Lincs
Norfolk
Nottinghamshire = Notts
Oxfordshire = Oxon
Staffordshire = Staffs
Suffolk
Surrey
Warwickshire = Warks
West Sussex
Worcestershire = Worcs
"""

_UNITARY = """
Bath and North East Somerset = Bath; BANES; B&NES; Bath and NE Somerset
Bedford
Blackburn with Darwen = Blackburn; Blackburn and Darwen; BwD
Blackpool
Bournemouth, Christchurch and Poole = BCP; Bournemouth Christchurch and Poole
Bracknell Forest = Bracknell
Brighton and Hove = Brighton
Bristol
Buckinghamshire = Bucks
Central Bedfordshire = Central Beds
Cheshire East = East Cheshire
Cheshire West and Chester = Cheshire West; CWAC; CWaC; West Cheshire
Cornwall
Cumberland
Darlington
Derby
Dorset
Durham = County Durham; Co Durham; Co. Durham
East Riding of Yorkshire = East Riding; East Yorkshire
Halton
Hartlepool
Herefordshire = County of Herefordshire
Isle of Wight = IoW
Isles of Scilly = Scilly; Scilly Isles
Kingston upon Hull = Hull
Leicester
Luton
Medway
Middlesbrough = Middlesborough
Milton Keynes = MK
North East Lincolnshire = NE Lincolnshire; NE Lincs; North East Lincs
North Lincolnshire = N Lincolnshire; North Lincs; N Lincs
North Northamptonshire = North Northants
North Somerset
North Yorkshire = North Yorks
Northumberland
Nottingham
Peterborough
Plymouth
Portsmouth
Reading
Redcar and Cleveland = Redcar
Rutland
Shropshire
Slough
Somerset
South Gloucestershire = South Glos
Southampton
Southend-on-Sea = Southend
Stockton-on-Tees = Stockton
Stoke-on-Trent = Stoke
Swindon
Telford and Wrekin = Telford
Thurrock
Torbay
Warrington
West Berkshire = West Berks
West Northamptonshire = West Northants
Westmorland and Furness
Wiltshire = Wilts
Windsor and Maidenhead = Windsor; Maidenhead; RBWM
Wokingham
York
"""

# Gone, but named in reports that are still read.
_FORMER = """
Bournemouth
Cumbria
Northamptonshire = Northants
Poole
"""


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    """Name -> its aliases."""
    pairs = (line.partition(" = ") for line in lines.strip().splitlines())
    return {
        name: tuple(alias.strip() for alias in rest.split(";") if alias.strip()) for name, _, rest in pairs
    }


AUTHORITIES: dict[str, tuple[str, ...]] = {
    **_table(_LONDON),
    **_table(_METROPOLITAN),
    **_table(_COUNTIES),
    **_table(_UNITARY),
}
FORMER: dict[str, tuple[str, ...]] = _table(_FORMER)
