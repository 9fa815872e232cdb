package dev.sonde.probe;

/**
 * The kernels of {@link LinearStack}: many linear probes in one matrix product, with gradients written out.
 *
 * <p>T trials of o outputs on G parts of the features (G is 1, or the number of queries when each has its own probes):
 * w is [G, T/G o, width of a part], logits are [T o, batch]. Features in one part are taken as they are stored, and some
 * columns at a time are widened and multiplied, so that they stay in a processor's cache between the two: the whole batch
 * in single precision, written once and read twice, cost a third more.
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
                return block[:, :x.size(1)].copy_(x)
            def backward(self, d: Tensor, x: Tensor, gw: Tensor, gb: Tensor, rows: int, columns: int) -> int:
                if gw.size(0) == 1:
                    block = torch.empty([x.size(0), columns], dtype=6, device=x.device)
                    for i in range(0, x.size(1), columns):
                        part = self.compute(self.columns(block, x[:, i:i + columns]))
                        gw[0][:rows, i:i + columns].copy_(torch.mm(self.compute(d), part))
                    gb[0][:rows].copy_(torch.sum(d, [1]))
                else:
                    parts = self.compute(self.parts(x, gw.size(0)))
                    gw.copy_(torch.bmm(self.compute(d).reshape([gw.size(0), -1, d.size(1)]), parts))
                    gb.copy_(torch.sum(d, [1]).reshape([gb.size(0), -1]))
                return rows
            def note(self, total: Tensor, last: Tensor, losses: Tensor) -> int:
                last[:losses.size(0)].copy_(losses)
                total[:losses.size(0)].add_(losses)
                return 0
            def truth(self, x: Tensor, y: Tensor, w: Tensor, b: Tensor, gw: Tensor, gb: Tensor,
                      total: Tensor, last: Tensor, rows: int, columns: int) -> int:
                z = self.forward(x, w, b, rows, columns)
                t = y.t().expand_as(z)
                self.note(total, last, torch.mean(torch.binary_cross_entropy_with_logits(z, t, None, None, 0), [1]))
                return self.backward((torch.sigmoid(z) - t) / x.size(0), x, gw, gb, rows, columns)
            def overlap(self, p: Tensor, y: Tensor) -> Tensor:
                p0 = p[:, :, :2] - 0.5 * p[:, :, 2:]
                p1 = p[:, :, :2] + 0.5 * p[:, :, 2:]
                y0 = y[:, :2] - 0.5 * y[:, 2:]
                y1 = y[:, :2] + 0.5 * y[:, 2:]
                inside = torch.prod(torch.clamp_min(torch.minimum(p1, y1) - torch.maximum(p0, y0), 0), -1)
                hull = torch.prod(torch.maximum(p1, y1) - torch.minimum(p0, y0), -1)
                union = torch.prod(p1 - p0, -1) + torch.prod(y1 - y0, -1) - inside
                return inside / union - (hull - union) / hull
            def boxes(self, x: Tensor, y: Tensor, w: Tensor, b: Tensor, gw: Tensor, gb: Tensor,
                      total: Tensor, last: Tensor, rows: int, columns: int, giou: Tensor, l1: Tensor) -> int:
                z4 = self.forward(x, w, b, rows, columns)
                z = z4.reshape([-1, 4, x.size(0)]).permute([0, 2, 1]).contiguous().detach().requires_grad_(True)
                p = torch.sigmoid(z)
                distance = torch.mean(torch.sum(torch.abs(p - y), [-1]), [1])
                apart = torch.mean(1.0 - self.overlap(p, y), [1])
                losses = l1[:z.size(0)] * distance + giou[:z.size(0)] * apart
                g = torch.grad([torch.sum(losses)], [z])[0]
                self.note(total, last, losses.detach())
                d = unchecked_cast(Tensor, g).permute([0, 2, 1]).reshape([-1, x.size(0)])
                return self.backward(d, x, gw, gb, rows, columns)
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
