"""Words that carry no topic: not searched for on their own, and their token vectors are not kept."""

FUNCTION_WORDS = frozenset(
    """
    a about above after again all also although am among an and any are aren't as at be because been before being
    below between both but by can cannot can't could couldn't did didn't do does doesn't doing don't down during
    each either enough ever every few for from further had hadn't has hasn't have haven't having he her here hers
    him his how however i if in into is isn't it its itself just less let many may me might more most much must my
    neither no nor not of off often on once only or other ought our ours out over own per rather same she should
    shouldn't since so some such than that that's the their theirs them then there these they this those though
    through thus to too under until up upon us very was wasn't we were weren't what what's when where whether which
    while who whom whose why will with within without won't would wouldn't yet you your
    """.split()
)
