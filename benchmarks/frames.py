"""The sentence frames of questions and skills: `{slots}` are filled from `vocabulary.POOLS`.

A frame has a slot every few words, so that two texts made from one frame have few runs of five words in common.
"""

STATEMENTS = (
    "With {tool}, {actor} {verbs} {object} {place}.",
    "{actor} {verbs} {object} {time}, and {metric} {change}.",
    "On {quantity}, {metric} {change} {time}.",
    "{tool} {verbs} {object} {place} {time}.",
    "If {actor} {verbs} {object} {place}, {metric} {change}.",
    "Since {reason}, {actor} {verbs} {object} {time}.",
    "For {quantity}, {tool} with {option} {verbs} {object}.",
    "{metric} {change} {time}, since {reason}.",
    "Through {option}, {actor} {verbs} {object} {place}.",
    "A run on {quantity} {verbs} {object} {place}, so {metric} {change}.",
    "After {tool} ends, {actor} {verbs} {object} {place}.",
    "Compared with {quantity}, a run on {other} {verbs} {object} {time}.",
    "{actor} {place} {verbs} {object} {time}.",
    "A second call of {tool} {verbs} {object} {time}.",
    "When {reason}, {metric} on {quantity} {change}.",
    "{tool} reads {option} and {verbs} {object} {place}.",
    "As {actor} {verbs} {object}, {program} on {quantity} continues {time}.",
    "{program} {place} {verbs} {object} through {tool}.",
)
ANSWERS = (
    "{actor} {verbs} {object} {place}.",
    "{tool} {verbs} {object} {time}.",
    "{metric} {change} {time}.",
    "{actor} {verbs} {object} with {option}.",
)
STEPS = (
    "{verb} {object} {place} {time}.",
    "Call {tool} with {option} {time}.",
    "{verb} {object} with {tool} {place}.",
    "Let {actor} {verb} {object} {time}.",
)
CONTEXTS = (
    "{group} runs {program} on {quantity}.",
    "{group} moves {program} to a cluster where {actor} {verbs} {object} {place}.",
    "The job asks for {option} and starts {tool} {place}.",
    "On this system, {reason}, and {actor} {verbs} {object} {time}.",
    "In the last run of {program}, {metric} {change} {time}.",
    "{group} finds that {metric} {change} as soon as {tool} {verbs} {object}.",
)
JUDGE = (
    "Judge the statements on how {actor} {verbs} {object}.",
    "Judge what {tool} does to {object} {place}.",
    "Judge the statements on {metric} {time}.",
)
ASK_ONE = (
    "What happens when {actor} {verbs} {object} {place}?",
    "What is the effect of {option} on {object} {time}?",
    "What does {tool} do when {reason}?",
)
ASK_STEP = (
    "Which step lowers {metric} {place}?",
    "Which step lets {actor} {verb} {object} {time}?",
    "Which step helps {program} on {quantity} when {reason}?",
)
ASK_SET = (
    "Which of these steps lower {metric} on {quantity}?",
    "Which of these steps let {actor} {verb} {object} {place}?",
    "Which of these steps help {program} when {reason}?",
)
WHYS = (
    "Here {actor} {verbs} {object}, as {reason}.",
    "{metric} {change}, since {reason}.",
    "{tool} {verbs} {object} {place}.",
    "It follows from {option}: {actor} {verbs} {object}.",
)
MISCONCEPTIONS = (
    "{tool} is thought to {verb} {object} {place}",
    "{metric} is confused with what {actor} {verbs} {time}",
    "{quantity} are taken for {other} when {actor} {verbs} {object}",
)
DESCRIPTIONS = (
    "On a shared system, {actor} {verbs} {object} {place}.",
    "Whoever knows how {tool} {verbs} {object} saves core hours {time}.",
    "For {program} on {quantity}, {metric} {change} when {reason}.",
    "The skill covers {tool}, {option} and how {actor} {verbs} {object}.",
)
CODE = {
    "bash": (
        "#SBATCH {bare_option}\n#SBATCH --job-name={word}-{number}\nsrun ./{word} --steps {number} > {word}.log",
        'for case in {word}/*.{number}.in; do\n  {bare_tool} "$case" >> {word}.log\ndone',
        "export {bare_option}\n{bare_tool} --output {word}-{number} {word}.dat | tail -n {number}",
    ),
    "c": (
        "#pragma omp parallel for schedule(static, {number})\nfor (int i = 0; i < {word}_n; i++)\n"
        "  {word}[i] += {number} * weight[i];",
        "MPI_Bcast({word}, {number}, MPI_DOUBLE, 0, {word}_comm);\nif (rank == {number}) report({word});",
    ),
    "console": (
        "$ {bare_tool} {word}-{number}\n{word}: {number} of {number} done",
        "$ squeue --name {word}\n{number} {word} anna R 1:{number} node{number}",
    ),
    "python": (
        "for step in range({number}):\n    {word} = advance({word}, dt={number}e-3)\n    comm.Barrier()",
        "with open('{word}-{number}.csv') as file:\n    {word} = [float(line) for line in file][:{number}]",
    ),
}
OUTCOMES = {
    "remember": ("List the parts of a system by which {actor} {verbs} {object} {place}.",),
    "understand": (
        "Explain how {actor} {verbs} {object} {place}.",
        "Describe the effect of {tool} on {object} {time}.",
    ),
    "apply": (
        "Use {tool} to {verb} {object} {place}.",
        "Demonstrate how {tool} with {option} is called {time}.",
    ),
    "analyze": ("Compare {metric} on {quantity} and on {other} {time}.",),
    "evaluate": ("Evaluate whether {metric} of {program} justifies {quantity}.",),
    "create": ("Design a procedure by which {actor} {verbs} {object} {time}.",),
}
