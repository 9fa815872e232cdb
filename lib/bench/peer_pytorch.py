#!/usr/bin/env python3
"""The peer of ModelBench: what a competent researcher writes with HF transformers and torch, timed on the same inputs.

Needs: torch, transformers, safetensors, numpy (and nothing else). One JSON line per command goes to stdout.

  peer_pytorch.py extract  --ckpt DIR --images IMG.safetensors --pairs PAIRS.safetensors --out FEATS.safetensors
                           [--batch 32] [--pad longest|max] [--store fp16|fp32] [--limit N]
  peer_pytorch.py probe    --train FEATS.safetensors [--val FEATS.safetensors] [--task binary|box] [--lr 3e-4] [--epochs 5]
                           [--giou 2 --l1 5] [--loop hand|loader] [--mem fp32|asis] [--layers 1|2|4 --width 1024] [--seed 0] [--out W.safetensors]
  peer_pytorch.py search   --train ... --val ... --trials TRIALS.json [--first N]  (list of {"lr":..,"epochs":..,"giou":..,"l1":..}; what a trial
                           does not say is taken from the options of probe); trials run one after another, as optuna/hyperopt do
  peer_pytorch.py finetune --ckpt DIR --images ... --pairs ... (needs `label` or `box` in PAIRS) [--lr --epochs --batch 128 --micro 16]
  common: [--device cpu|cuda] [--threads N] [--amp none|bf16|fp16] [--adamw fused|loop] [--warmup 0.1] [--weight-decay 0.01]

Files
  DIR        config.json (with "qformer_config") + model.safetensors with Blip2ForImageTextRetrieval names (query_tokens, embeddings.*,
             qformer.*; vision_model.* and heads may be present and are ignored)
  IMG        image [M,257,1408] fp32/fp16/bf16: ViT tokens after post_layernorm
  PAIRS      image_index [N] i64, input_ids [N,L] i64, attention_mask [N,L] i64 [, label [N] or box [N,4] = normalised cxcywh]
  FEATS      features [N,24576] (query-major) fp16 or fp32 [, label [N] | box [N,4]] (labels are copied over from PAIRS by extract)
Choices where the paper is silent: linear decay to 0 after warm-up, sigmoid on boxes, cxcywh, shuffling with drop_last in training, best epoch by
validation metric (accuracy, or share of IoU > 0.5), frozen extraction in eval mode, fine-tuning in train mode (dropout as in the config).
"--mem fp32" (default) widens the features once at load time (RefCOCOg: 7.9 GB), "asis" keeps fp16 and widens per batch.
"--loop hand" slices batches by index_select from one tensor (the fair baseline); "--loop loader" = TensorDataset + DataLoader (what most people write). Which of the two
is faster differs from run to run on a shared machine: time both and report the better.
Timing: wall_s/cpu_s cover the work only, not imports or file loading (load_s); CUDA is synchronised. peak_rss_mb is for the whole process.
"""
import argparse, json, math, resource, sys, time
import numpy as np, torch
from torch import nn
from safetensors.torch import load_file, save_file

AMP = {"none": None, "bf16": torch.bfloat16, "fp16": torch.float16}


def sync(dev):
    if dev.type == "cuda": torch.cuda.synchronize()


class Timer:
    def __init__(self, dev): self.dev = dev
    def __enter__(self): sync(self.dev); self.w, self.c = time.perf_counter(), time.process_time(); return self
    def __exit__(self, *_): sync(self.dev); self.wall, self.cpu = time.perf_counter() - self.w, time.process_time() - self.c


def report(cmd, t, load, **kw):
    print(json.dumps({"cmd": cmd, "wall_s": round(t.wall, 4), "cpu_s": round(t.cpu, 4), "load_s": round(load, 3), "threads": torch.get_num_threads(),
                      "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "torch": torch.__version__, **kw}), flush=True)


class QFormer(nn.Module):
    """Blip2ForImageTextRetrieval without the ViT: queries and text together (ITM wiring)."""
    def __init__(self, folder):
        super().__init__()
        from transformers import Blip2QFormerConfig
        from transformers.models.blip_2.modeling_blip_2 import Blip2QFormerModel, Blip2TextEmbeddings
        c = json.load(open(folder + "/config.json"))["qformer_config"]
        cfg = Blip2QFormerConfig(**{k: v for k, v in c.items() if k not in ("model_type", "transformers_version", "dtype", "torch_dtype")})
        cfg.use_qformer_text_input = True
        sd = load_file(folder + "/model.safetensors")
        self.query_tokens = nn.Parameter(sd["query_tokens"].clone())
        self.embeddings, self.qformer = Blip2TextEmbeddings(cfg), Blip2QFormerModel(cfg)
        keep = {k: v for k, v in sd.items() if k.split(".")[0] in ("query_tokens", "embeddings", "qformer")}
        missing, unexpected = self.load_state_dict(keep, strict=False)
        missing = [m for m in missing if "position_ids" not in m]
        if missing: raise SystemExit("checkpoint lacks " + ", ".join(missing[:5]))

    def forward(self, image, ids, mask):
        b, q = image.shape[0], self.query_tokens.shape[1]
        x = self.embeddings(input_ids=ids, query_embeds=self.query_tokens.expand(b, -1, -1))
        m = torch.cat([mask.new_ones(b, q), mask], 1)
        out = self.qformer(query_embeds=x, query_length=q, attention_mask=m, encoder_hidden_states=image,
                           encoder_attention_mask=torch.ones(image.shape[:2], dtype=torch.long, device=image.device))
        return out.last_hidden_state[:, :q]


class SwiGLU(nn.Module):
    def __init__(self, d, h): super().__init__(); self.a, self.b = nn.Linear(d, h), nn.Linear(d, h)
    def forward(self, x): return nn.functional.silu(self.a(x)) * self.b(x)


def make_probe(layers, d, width, out):
    if layers == 1: return nn.Linear(d, out)
    return nn.Sequential(SwiGLU(d, width), *[SwiGLU(width, width) for _ in range(layers - 2)], nn.Linear(width, out))


def xyxy(b): cx, cy, w, h = b.unbind(-1); return torch.stack([cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2], -1)


def iou_giou(p, t):
    p, t = xyxy(p), xyxy(t)
    area = lambda z: (z[:, 2] - z[:, 0]).clamp(min=0) * (z[:, 3] - z[:, 1]).clamp(min=0)
    wh = (torch.min(p[:, 2:], t[:, 2:]) - torch.max(p[:, :2], t[:, :2])).clamp(min=0)
    inter = wh[:, 0] * wh[:, 1]; union = area(p) + area(t) - inter; iou = inter / union
    hull = torch.max(p[:, 2:], t[:, 2:]) - torch.min(p[:, :2], t[:, :2]); hull = hull[:, 0] * hull[:, 1]
    return iou, iou - (hull - union) / hull


def loss_fn(task, z, y, hp):
    if task == "binary": return nn.functional.binary_cross_entropy_with_logits(z.squeeze(-1), y)
    p = z.sigmoid(); _, g = iou_giou(p, y)
    return hp.get("giou", 2) * (1 - g).mean() + hp.get("l1", 5) * (p - y).abs().sum(-1).mean()


def hits(task, z, y): return ((z.squeeze(-1) > 0) == (y > .5)).sum() if task == "binary" else (iou_giou(z.sigmoid(), y)[0] > .5).sum()


def schedule(opt, total, warm):
    w = max(1, int(total * warm))
    return torch.optim.lr_scheduler.LambdaLR(opt, lambda s: (s + 1) / w if s < w else max(0., (total - s) / max(1, total - w)))


def adamw(a, params, lr): return torch.optim.AdamW(params, lr=lr, weight_decay=a.weight_decay, fused=True if a.adamw == "fused" else None)


def warm_up(a, dev):
    """First optimiser step imports a second's worth of modules; keep that out of the timings."""
    p = nn.Linear(4, 1).to(dev); o = adamw(a, p.parameters(), 1e-3); sc = schedule(o, 10, .1); p(torch.ones(2, 4, device=dev)).sum().backward(); o.step(); sc.step(); o.zero_grad()
    next(iter(torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.ones(2, 2)), batch_size=2, shuffle=True)))


def load_feats(path, task, dev, mem):
    d = load_file(path); x = d["features"].flatten(1)
    if mem == "fp32": x = x.float()
    y = d["label"].float() if task == "binary" else d["box"].float()
    return x.to(dev), y.to(dev)


def train_probe(a, hp, tr, va, dev):
    x, y = tr; n, b = len(x), a.batch; torch.manual_seed(a.seed)
    probe = make_probe(a.layers, x.shape[1], a.width, 1 if a.task == "binary" else 4).to(dev)
    opt = adamw(a, probe.parameters(), hp["lr"]); sch = schedule(opt, hp["epochs"] * (n // b), a.warmup)
    amp, best, state, loss = AMP[a.amp], -1.0, None, None

    def step(xb, yb):
        nonlocal loss
        with torch.autocast(dev.type, amp, enabled=amp is not None): z = probe(xb if amp else xb.float())
        loss = loss_fn(a.task, z.float(), yb, hp); opt.zero_grad(set_to_none=True); loss.backward(); opt.step(); sch.step()
    for _ in range(hp["epochs"]):
        probe.train()
        if a.loop == "loader":
            for xb, yb in torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=b, shuffle=True, drop_last=True): step(xb, yb)
        else:
            perm = torch.randperm(n, device=dev)
            for i in range(0, n - b + 1, b): step(x.index_select(0, perm[i:i + b]), y.index_select(0, perm[i:i + b]))
        if va is not None:
            probe.eval()
            with torch.inference_mode():
                ok = sum(hits(a.task, probe(va[0][i:i + 1024].float()), va[1][i:i + 1024]).item() for i in range(0, len(va[0]), 1024)) / len(va[0])
            if ok > best: best, state = ok, {k: v.detach().clone() for k, v in probe.state_dict().items()}
    return best, float(loss.detach()), state or probe.state_dict()


def cmd_extract(a, dev):
    t0 = time.perf_counter(); model = QFormer(a.ckpt).to(dev).eval(); img = load_file(a.images)["image"]; pr = load_file(a.pairs); load = time.perf_counter() - t0
    n = min(a.limit or len(pr["image_index"]), len(pr["image_index"])); dt = torch.float16 if a.store == "fp16" else torch.float32; amp = AMP[a.amp]
    out = torch.empty(n, 32 * 768, dtype=dt); lens = pr["attention_mask"].sum(1)
    with Timer(dev) as t, torch.inference_mode():
        for i in range(0, n, a.batch):
            s = slice(i, min(n, i + a.batch)); L = pr["input_ids"].shape[1] if a.pad == "max" else int(lens[s].max())
            with torch.autocast(dev.type, amp, enabled=amp is not None):
                h = model(img[pr["image_index"][s]].to(dev).float(), pr["input_ids"][s, :L].to(dev), pr["attention_mask"][s, :L].to(dev))
            out[s] = h.flatten(1).to(dt).cpu()
    save_file({"features": out, **{k: pr[k][:n].clone() for k in ("label", "box") if k in pr}}, a.out)
    report("extract", t, load, n=n, images=int(pr["image_index"][:n].unique().numel()), samples_per_s=round(n / t.wall, 3), checksum=float(out.float().abs().mean()))


def named(trial, state):
    """Weights under the names that Sonde gives them; the two halves of a SwiGLU layer lie in one matrix."""
    out = {}
    for k, v in state.items():
        if ".b." in k: continue
        name = k.replace(".a.", ".proj.") if "." in k else "0." + k
        out[f"{trial}.{name}"] = torch.cat([v, state[k.replace(".a.", ".b.")]]).cpu() if ".a." in k else v.contiguous().cpu()
    return out


def run_trials(a, dev, trials):
    t0 = time.perf_counter(); tr = load_feats(a.train, a.task, dev, a.mem); va = load_feats(a.val, a.task, dev, a.mem) if a.val else None; load = time.perf_counter() - t0
    with Timer(dev) as t: res = [train_probe(a, hp, tr, va, dev) for hp in trials]
    if a.out: save_file({k: v for i, (_, _, state) in enumerate(res) for k, v in named(i, state).items()}, a.out)
    report(a.cmd, t, load, n=len(tr[0]), loop=a.loop, epochs=[hp["epochs"] for hp in trials], best_val=[r[0] for r in res], last_loss=[r[1] for r in res])


def options_of_trial(a): return dict(lr=a.lr, epochs=a.epochs, giou=a.giou, l1=a.l1)


def cmd_probe(a, dev): run_trials(a, dev, [options_of_trial(a)])


def cmd_search(a, dev): run_trials(a, dev, [{**options_of_trial(a), **hp} for hp in json.load(open(a.trials))[:a.first]])


def cmd_finetune(a, dev):
    t0 = time.perf_counter(); model = QFormer(a.ckpt).to(dev); img = load_file(a.images)["image"]; pr = load_file(a.pairs); load = time.perf_counter() - t0
    y = (pr["label"] if a.task == "binary" else pr["box"]).float(); n, hp, amp = len(y), dict(giou=a.giou, l1=a.l1), AMP[a.amp]; torch.manual_seed(a.seed)
    probe = make_probe(a.layers, 32 * 768, a.width, 1 if a.task == "binary" else 4).to(dev); params = list(model.parameters()) + list(probe.parameters())
    opt = adamw(a, params, a.lr); total = a.max_steps or a.epochs * (n // a.batch); sch = schedule(opt, total, a.warmup); model.train(); done, loss, losses, lens = 0, None, [], pr["attention_mask"].sum(1)
    with Timer(dev) as t:
        while done < total:
            perm = torch.randperm(n)
            for i in range(0, n - a.batch + 1, a.batch):
                opt.zero_grad(set_to_none=True); losses.append(0.)
                for j in range(i, i + a.batch, a.micro):
                    ix = perm[j:min(j + a.micro, i + a.batch)]; L = int(lens[ix].max())
                    with torch.autocast(dev.type, amp, enabled=amp is not None):
                        z = probe(model(img[pr["image_index"][ix]].to(dev).float(), pr["input_ids"][ix, :L].to(dev), pr["attention_mask"][ix, :L].to(dev)).flatten(1))
                    loss = loss_fn(a.task, z.float(), y[ix].to(dev), hp) * (len(ix) / a.batch); loss.backward(); losses[-1] += float(loss.detach())
                opt.step(); sch.step(); done += 1
                if done >= total: break
    report("finetune", t, load, n=n, steps=done, batch=a.batch, s_per_step=round(t.wall / done, 4), losses=losses)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter); s = p.add_subparsers(dest="cmd", required=True)
    for name in ("extract", "probe", "search", "finetune"):
        q = s.add_parser(name); o = q.add_argument
        o("--device", default="cpu"); o("--threads", type=int, default=0); o("--amp", choices=AMP, default="none"); o("--seed", type=int, default=0); o("--out")
        o("--batch", type=int, default=32 if name == "extract" else 128); o("--task", choices=["binary", "box"], default="binary")
        if name in ("extract", "finetune"): o("--ckpt", required=True); o("--images", required=True); o("--pairs", required=True)
        if name == "extract": o("--pad", choices=["longest", "max"], default="longest"); o("--store", choices=["fp16", "fp32"], default="fp16"); o("--limit", type=int)
        if name in ("probe", "search"): o("--train", required=True); o("--val"); o("--loop", choices=["hand", "loader"], default="hand"); o("--mem", choices=["fp32", "asis"], default="fp32")
        if name == "search": o("--trials", required=True); o("--first", type=int)
        if name == "finetune": o("--micro", type=int, default=16); o("--max-steps", type=int)
        if name != "extract":
            o("--layers", type=int, default=1); o("--width", type=int, default=1024); o("--lr", type=float, default=3e-4); o("--epochs", type=int, default=5); o("--giou", type=float, default=2); o("--l1", type=float, default=5)
            o("--adamw", choices=["fused", "loop"], default="fused"); o("--warmup", type=float, default=.1); o("--weight-decay", type=float, default=.01)
    a = p.parse_args(); dev = torch.device(a.device)
    if a.threads: torch.set_num_threads(a.threads)
    if a.cmd != "extract": warm_up(a, dev)
    globals()["cmd_" + a.cmd](a, dev)


if __name__ == "__main__": main()
