"""Rule for the language of a question's texts: six languages tell themselves by their small words."""

from collections.abc import Iterable

from hpccert.check.rules import rule
from hpccert.model.question import Question
from hpccert.problems import Problems, Severity

# frequent words that none of the other five languages has; a test holds them apart
SMALL_WORDS = {
    "en": "the and of is are that with this from when it by have its they than where do no per com or os y in an",
    "de": """der die und ist nicht das mit auf für ein eine einem wird sind den dem des von zu oder auch bei wenn
        du da in an""",
    "fr": """le les et est dans des du une qui sont sur pas pour avec cette ou ces peut sera être aux
        non son mais il si""",
    "es": """el los y las del por una con es para no se como más pero este esta cuando son lo ya muy si
        también hay porque sin sobre puede tiene""",
    "it": """il che di è per gli della sono non si delle nel con una dei alla questo viene essere anche
        le da del se in lo più ogni quando""",
    "pt": "o os não um uma do da em com no para são mais como pelo ao dos foi pode ser este esta por mas se",
}
NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese"}
LEAST_VOTES = 4
LEAST_LEAD = 4  # times the votes for the language that is named


def _own(language: str) -> frozenset[str]:
    others = {word for each, words in SMALL_WORDS.items() if each != language for word in words.split()}
    return frozenset(SMALL_WORDS[language].split()) - others


OWN = {each: _own(each) for each in SMALL_WORDS}


@rule("Q025", Severity.WARNING)
def text_is_in_its_language(question: Question) -> Problems:
    """The texts of a question are in the language that it names; English, German, French, Spanish, Italian, Portuguese.

    Why: an exam is drawn by language; a text in another one cannot be read by whoever sits it.
    """
    named = question.card.language.partition("-")[0]
    for texts in question.texts if named in OWN else ():
        if OWN[named].isdisjoint(texts.words):
            spoken = evident(texts.words)
            if spoken:
                yield question.at(*texts.places[0][0]), f"this seems to be {NAMES[spoken]}, but 'language' is '{named}'"


def evident(words: Iterable[str]) -> str | None:
    """Return the language that a text is in, if it is evident."""
    said = list(words)
    votes = sorted((sum(each in own for each in said), language) for language, own in OWN.items())
    (second, _), (most, language) = votes[-2:]
    return language if most >= max(LEAST_VOTES, LEAST_LEAD * second) else None
