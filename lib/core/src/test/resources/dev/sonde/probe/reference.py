"""Writes the reference values of this folder: trainings of a plain PyTorch 2.7.1 program on the processor.

    python reference.py FOLDER      (needs torch 2.7.1, safetensors, numpy)
"""
import json
import sys

import torch
from safetensors.torch import save_file
from torch import nn

QUERIES, HIDDEN, ROWS, HELD, BATCH, WIDTH = 4, 24, 300, 90, 64, 16


class SwiGLU(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.a, self.b = nn.Linear(d, h), nn.Linear(d, h)

    def forward(self, x):
        return nn.functional.silu(self.a(x)) * self.b(x)


def make_probe(layers, d, out):
    if layers == 1:
        return nn.Linear(d, out)
    return nn.Sequential(SwiGLU(d, WIDTH), *[SwiGLU(WIDTH, WIDTH) for _ in range(layers - 2)], nn.Linear(WIDTH, out))


def corners(b):
    cx, cy, w, h = b.unbind(-1)
    return torch.stack([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2], -1)


def overlaps(p, t):
    p, t = corners(p), corners(t)
    area = lambda z: (z[:, 2] - z[:, 0]).clamp(min=0) * (z[:, 3] - z[:, 1]).clamp(min=0)
    wh = (torch.min(p[:, 2:], t[:, 2:]) - torch.max(p[:, :2], t[:, :2])).clamp(min=0)
    inter = wh[:, 0] * wh[:, 1]
    union = area(p) + area(t) - inter
    hull = torch.max(p[:, 2:], t[:, 2:]) - torch.min(p[:, :2], t[:, :2])
    hull = hull[:, 0] * hull[:, 1]
    return inter / union, inter / union - (hull - union) / hull


def loss_of(task, z, y, hp):
    if task == "binary":
        return nn.functional.binary_cross_entropy_with_logits(z.squeeze(-1), y)
    p = z.sigmoid()
    return hp["giou"] * (1 - overlaps(p, y)[1]).mean() + hp["l1"] * (p - y).abs().sum(-1).mean()


def right(task, z, y):
    if task == "binary":
        return ((z.squeeze(-1) > 0) == (y > .5)).float()
    return (overlaps(z.sigmoid(), y)[0] > .5).float()


def train(task, layers, seed, hp, x, y):
    torch.manual_seed(seed)
    probe = make_probe(layers, x.shape[1], 1 if task == "binary" else 4)
    opt = torch.optim.AdamW(probe.parameters(), lr=hp["lr"], weight_decay=.01, fused=True)
    total = hp["epochs"] * (ROWS // BATCH)
    w = max(1, int(total * .1))
    factor = lambda s: (s + 1) / w if s < w else max(0., (total - s) / max(1, total - w))
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, factor)
    best, state = -1., None
    for _ in range(hp["epochs"]):
        order = torch.randperm(ROWS)
        for i in range(0, ROWS - BATCH + 1, BATCH):
            rows = order[i:i + BATCH]
            loss = loss_of(task, probe(x[rows]), y[rows], hp)
            opt.zero_grad()
            loss.backward()
            opt.step()
            schedule.step()
        with torch.inference_mode():
            score = right(task, probe(x[ROWS:]), y[ROWS:]).double().mean().item()
        if score > best:
            best, state = score, {k: v.detach().clone() for k, v in probe.state_dict().items()}
    return best, loss.item(), state


def data(task):
    g = torch.Generator().manual_seed(99)
    x = torch.randn(ROWS + HELD, QUERIES * HIDDEN, generator=g).half()
    if task == "binary":
        w = torch.randn(QUERIES * HIDDEN, generator=g)
        return x, ((x.float() @ w + 4 * torch.randn(ROWS + HELD, generator=g)) > 0).float()
    s = torch.sigmoid(x.float() @ torch.randn(QUERIES * HIDDEN, 4, generator=g) / 8)
    return x, torch.cat([.35 + .3 * s[:, :2], .3 + .2 * s[:, 2:]], 1)


def main(folder):
    torch.set_num_threads(1)
    torch.manual_seed(12345)
    layer = nn.Linear(7, 3)
    out = {"linear": {"seed": 12345, "in": 7, "out": 3, "weight": layer.weight.flatten().tolist(),
                      "bias": layer.bias.tolist(), "orders": [torch.randperm(10).tolist() for _ in range(3)]}}
    torch.manual_seed(-3)
    out["order"] = torch.randperm(1000).tolist()[:20]
    out["cases"] = []
    settings = [("binary", 1, 0, dict(lr=3e-3, epochs=6)), ("binary", 1, 7, dict(lr=1e-2, epochs=4)),
                ("box", 1, 3, dict(lr=1e-2, epochs=8, giou=6, l1=20)), ("binary", 2, 1, dict(lr=3e-3, epochs=4)),
                ("box", 4, 2, dict(lr=3e-3, epochs=6, giou=2, l1=5))]
    for i, (task, layers, seed, hp) in enumerate(settings):
        x, y = data(task)
        best, loss, state = train(task, layers, seed, hp, x.float(), y)
        name = "label" if task == "binary" else "box"
        features = x.reshape(-1, QUERIES, HIDDEN).contiguous()
        save_file({"features": features, name: y.contiguous()}, f"{folder}/{task}.safetensors")
        save_file({k: v.contiguous() for k, v in state.items()}, f"{folder}/w{i}.safetensors")
        out["cases"].append(dict(task=task, layers=layers, width=WIDTH, seed=seed, **hp, best=best, loss=loss,
                                 n=ROWS, nv=HELD, q=QUERIES, h=HIDDEN))
    with open(f"{folder}/pytorch.json", "w") as file:
        json.dump(out, file)


if __name__ == "__main__":
    main(sys.argv[1])
