"""Verbs of learning outcomes: what can be seen being done, by level, and what cannot.

The first words of a level are the cognitive processes of Anderson & Krathwohl (2001), A Taxonomy for Learning,
Teaching, and Assessing, table 5.1, with their other names; those behind are what people do on a computer at that level.
"""

from hpccert.model.prose import vocabulary

BY_LEVEL = {
    "remember": """
        recall recognize retrieve identify list name state define label cite enumerate recite reproduce quote locate
    """,
    "understand": """
        interpret clarify paraphrase represent translate exemplify illustrate instantiate classify categorize subsume
        summarize abstract generalize infer conclude extrapolate interpolate predict compare contrast map match
        explain describe discuss express report restate review characterize articulate outline relate show visualize
        understand
    """,
    "apply": """
        execute carry implement use apply demonstrate perform run start stop set load unload install uninstall
        configure compile link submit cancel copy move transfer edit write read open close log connect register launch
        control manage operate handle employ utilize enable disable change modify adapt adjust add remove update find
        search query look obtain get collect gather record document measure compute calculate solve resolve complete
        convert extract export import store archive restore back keep place share protect secure follow choose pick
        select allocate request schedule provide present prepare process parallelize vectorize offload port automate
        access navigate work undo redo save print display send receive call invoke pass specify declare initialize
        free deploy distribute partition administer maintain host migrate upgrade sort filter join split merge combine
        prevent avoid reduce limit extend improve speed scale customize make participate
        collaborate train engage address incorporate leverage manipulate ensure arrange facilitate recover rebuild
        repeat reuse resume interrupt kill practice communicate comply give indicate code detail
    """,
    "analyze": """
        differentiate discriminate distinguish focus organize integrate parse structure attribute deconstruct analyze
        examine inspect investigate diagnose debug profile trace break correlate determine derive estimate question
        experiment divide discover separate decompose explore troubleshoot trade
    """,
    "evaluate": """
        check coordinate detect monitor test critique judge assess evaluate verify validate benchmark rate rank
        recommend decide justify argue defend appraise weigh prioritize audit prove quantify
    """,
    "create": """
        generate hypothesize plan design produce construct create develop build compose formulate assemble invent
        program model optimize tune refactor restructure containerize modularize refine craft lead foster propose
        devise draw sketch conduct establish simulate synthesize contribute publish
    """,
}
OBSERVABLE = frozenset(verb for verbs in BY_LEVEL.values() for verb in verbs.split()) - {"understand"}

# A level may be called so, but nobody can see it being done; Mager (1997), Preparing Instructional Objectives
HIDDEN = vocabulary(
    """able understand understands know comprehend learn appreciate grasp realize realise remember believe enjoy
    think feel become gain acquire master familiarize familiarise memorize internalize study consider see
    understanding knowing knowledge awareness familiarity ability"""
)
HIDDEN_PHRASES = (
    "be aware",
    "be able",
    "be familiar",
    "be conscious",
    "be informed",
    "have ",
    "get to know",
    "get familiar",
)
