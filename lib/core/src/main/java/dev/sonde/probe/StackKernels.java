package dev.sonde.probe;

/**
 * The kernels of {@link LinearStack}: many linear probes in one matrix product, with gradients written out.
 *
 * <p>T trials of o outputs on G parts of the features (G is 1, or the number of queries when each has its own probes):
 * w is [G, T/G o, width of a part], logits are [T o, rows]. Gradients and losses of the rows of a batch may be added up
 * piece by piece. Features in half precision are widened some columns at a time, so that they stay in a processor's cache
 * until they are multiplied.
 */
final class StackKernels {
    static final String TEXT = """
            def parts(self, x: Tensor, g: int) -> Tensor:
                return x.reshape([x.size(0), g, -1]).transpose(0, 1)
            def forward(self, x: Tensor, w: Tensor, b: Tensor, rows: int, columns: int) -> Tensor:
                if w.size(0) == 1:
                    z = torch.unsqueeze(b[0][:rows], 1).repeat([1, x.size(0)])
                    block = torch.empty([x.size(0), columns], dtype=6, device=x.device)
                    for i in range(0, x.size(1), columns):
                        part = self.compute(self.columns(block, x[:, i:i + columns]))
                        z.add_(torch.mm(self.compute(w[0][:rows, i:i + columns]), part.t()))
                    return z
                z = torch.bmm(self.compute(w), self.compute(self.parts(x, w.size(0))).transpose(1, 2))
                return torch.flatten(torch.to(z, 6) + torch.unsqueeze(b, 2), 0, 1)
            def columns(self, block: Tensor, x: Tensor) -> Tensor:
                if x.dtype == block.dtype:
                    return x
                return block[:, :x.size(1)].copy_(x)
            def backward(self, d: Tensor, x: Tensor, g: List[Tensor], rows: int, columns: int, first: bool) -> int:
                gw, gb = g[0], g[1]
                if gw.size(0) == 1:
                    block = torch.empty([x.size(0), columns], dtype=6, device=x.device)
                    for i in range(0, x.size(1), columns):
                        part = self.compute(self.columns(block, x[:, i:i + columns]))
                        self.put(gw[0][:rows, i:i + columns], torch.mm(self.compute(d), part), first)
                    return self.put(gb[0][:rows], torch.sum(d, [1]), first)
                parts = self.compute(self.parts(x, gw.size(0)))
                self.put(gw, torch.bmm(self.compute(d).reshape([gw.size(0), -1, d.size(1)]), parts), first)
                return self.put(gb, torch.sum(d, [1]).reshape([gb.size(0), -1]), first)
            def put(self, sum: Tensor, x: Tensor, first: bool) -> int:
                if first:
                    sum.copy_(x)
                else:
                    sum.add_(x)
                return 0
            def note(self, s: List[Tensor], losses: Tensor, first: bool) -> int:
                s[0][:losses.size(0)].add_(losses)
                return self.put(s[1][:losses.size(0)], losses, first)
            def truth(self, x: Tensor, y: Tensor, p: List[Tensor], g: List[Tensor], s: List[Tensor],
                      rows: int, columns: int, first: bool, batch: int) -> int:
                z = self.forward(x, p[0], p[1], rows, columns)
                t = y.t().expand_as(z)
                losses = torch.binary_cross_entropy_with_logits(z, t, None, None, 0)
                self.note(s, torch.sum(losses, [1]) / batch, first)
                return self.backward((torch.sigmoid(z) - t) / batch, x, g, rows, columns, first)
            def overlap(self, p: Tensor, y: Tensor) -> Tensor:
                p0 = p[:, :, :2] - 0.5 * p[:, :, 2:]
                p1 = p[:, :, :2] + 0.5 * p[:, :, 2:]
                y0 = y[:, :2] - 0.5 * y[:, 2:]
                y1 = y[:, :2] + 0.5 * y[:, 2:]
                inside = torch.prod(torch.clamp_min(torch.minimum(p1, y1) - torch.maximum(p0, y0), 0), -1)
                hull = torch.prod(torch.maximum(p1, y1) - torch.minimum(p0, y0), -1)
                union = torch.prod(p1 - p0, -1) + torch.prod(y1 - y0, -1) - inside
                return inside / union - (hull - union) / hull
            def boxes(self, x: Tensor, y: Tensor, p: List[Tensor], g: List[Tensor], s: List[Tensor],
                      rows: int, columns: int, first: bool, batch: int) -> int:
                z4 = self.forward(x, p[0], p[1], rows, columns)
                z = z4.reshape([-1, 4, x.size(0)]).permute([0, 2, 1]).contiguous().detach().requires_grad_(True)
                box = torch.sigmoid(z)
                distance = torch.sum(torch.abs(box - y), [1, 2]) / batch
                apart = torch.sum(1.0 - self.overlap(box, y), [1]) / batch
                losses = s[3][:z.size(0)] * distance + s[2][:z.size(0)] * apart
                gz = torch.grad([torch.sum(losses)], [z])[0]
                self.note(s, losses.detach(), first)
                d = unchecked_cast(Tensor, gz).permute([0, 2, 1]).reshape([-1, x.size(0)])
                return self.backward(d, x, g, rows, columns, first)
            def update(self, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor],
                       rates: List[float], decays: List[float]) -> int:
                torch.add_(t[0], 1)
                for i in range(len(rates)):
                    if rates[i] >= 0.0:
                        self.fused(p[2 * i:2 * i + 2], g[2 * i:2 * i + 2], m[2 * i:2 * i + 2], v[2 * i:2 * i + 2],
                                   t[2 * i:2 * i + 2], rates[i], decays[i])
                return len(rates)
            def fused(self, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor],
                      rate: float, decay: float) -> int:
                none: List[Tensor] = []
                torch._fused_adamw_(p, g, m, v, none, t, lr=rate, beta1=0.9, beta2=0.999,
                                    weight_decay=decay, eps=1.0e-08, amsgrad=False, maximize=False)
                return len(p)
            def rows_of(self, x: Tensor, trials: int) -> List[Tensor]:
                return torch.unbind(x.reshape([trials, -1]))
            def copy(self, to: List[Tensor], source: List[Tensor]) -> int:
                for i in range(len(to)):
                    to[i].copy_(source[i])
                return len(to)
            """;

    private StackKernels() {}
}
