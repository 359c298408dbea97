# SPDX-License-Identifier: Apache-2.0
"""Writes transformer_*/ and transformer.json: small random models and what transformers makes of them.

Run with Python 3.11, torch 2.15.0 (CPU), transformers 5.24.0 and safetensors in an environment that
the project does not need: python transformer.py. Weights are drawn with fixed seeds and rounded to
the type they are stored in; what was stored is loaded again and computes in float64, so that it is
exact as far as a test can see. Rotary angles are float32, as transformers has them.
"""
import json
import pathlib

import torch
from transformers import (
    GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM,
    Qwen2Config, Qwen2ForCausalLM)

HERE = pathlib.Path(__file__).parent
VOCABULARY = 64
SHARED = dict(
    vocab_size=VOCABULARY, hidden_size=32, intermediate_size=44, num_hidden_layers=2,
    max_position_embeddings=64, bos_token_id=1, eos_token_id=2)
MODELS = {
    "llama": (LlamaForCausalLM, torch.float32, LlamaConfig(
        **SHARED, num_attention_heads=4, num_key_value_heads=2, rms_norm_eps=1e-5,
        rope_theta=500.0, tie_word_embeddings=False)),
    "mistral": (MistralForCausalLM, torch.bfloat16, MistralConfig(
        **SHARED, num_attention_heads=4, num_key_value_heads=1, head_dim=12, rms_norm_eps=1e-6,
        rope_theta=10000.0, sliding_window=5, tie_word_embeddings=False)),
    "qwen2": (Qwen2ForCausalLM, torch.float16, Qwen2Config(
        **SHARED, num_attention_heads=2, num_key_value_heads=1, rms_norm_eps=1e-6,
        rope_theta=1000000.0, tie_word_embeddings=True)),
    "gpt2": (GPT2LMHeadModel, torch.float16, GPT2Config(
        vocab_size=VOCABULARY, n_embd=32, n_layer=2, n_head=4, n_inner=40, n_positions=64,
        bos_token_id=1, eos_token_id=2)),
}


def draw(model, stored, generator):
    """Weights that make attention sharp, norms that are not 1 and biases that are not 0."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator, dtype=torch.float32)
            is_norm = "norm" in name or ".ln_" in name
            if parameter.dim() == 1:
                values = 0.3 * noise + (1 if is_norm and name.endswith("weight") else 0)
            else:
                values = 0.35 * noise
            parameter.copy_(values.to(stored).float())


def main():
    results = {}
    for seed, (name, (kind, stored, config)) in enumerate(MODELS.items()):
        model = kind(config).float().eval()
        generator = torch.Generator().manual_seed(seed)
        draw(model, stored, generator)
        model.to(stored).save_pretrained(HERE / f"transformer_{name}")
        (HERE / f"transformer_{name}" / "generation_config.json").unlink(missing_ok=True)
        model = kind.from_pretrained(
            HERE / f"transformer_{name}", dtype=torch.float64, attn_implementation="eager").eval()
        tokens = torch.randint(3, VOCABULARY, (1, 24), generator=generator)
        with torch.no_grad():
            out = model(tokens, output_hidden_states=True)
            greedy = tokens[:, :6]
            for _ in range(20):
                greedy = torch.cat([greedy, model(greedy).logits[:, -1:].argmax(-1)], dim=1)
        logs = torch.log_softmax(out.logits[0, :-1], dim=-1)
        results[name] = dict(
            tokens=tokens[0].tolist(), greedy=greedy[0].tolist(),
            meanState=[round(x, 9) for x in out.hidden_states[-1][0].mean(0).tolist()],
            logProbabilities=[[round(x, 7) for x in row] for row in logs.tolist()])
    with open(HERE / "transformer.json", "w") as file:
        json.dump(results, file, separators=(",", ":"))
        file.write("\n")


main()
