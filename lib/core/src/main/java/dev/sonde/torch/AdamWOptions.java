package dev.sonde.torch;

import dev.sonde.display.SondeException;

/**
 * The settings of {@link AdamW}; the defaults are those of {@code torch.optim.AdamW}, without clipping.
 *
 * @param beta1 how slowly the mean of the gradients forgets
 * @param beta2 how slowly the mean of their squares forgets
 * @param eps what is added to the root of the corrected mean square
 * @param maxNorm gradients whose norm, taken over all arrays together, is larger are scaled down to it; infinity: never
 */
public record AdamWOptions(double beta1, double beta2, double eps, double maxNorm) {
    public AdamWOptions {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && eps > 0 && maxNorm > 0)) {
            throw new SondeException(
                    "AdamW cannot have betas " + beta1 + " and " + beta2 + ", eps " + eps + ", maximal norm " + maxNorm,
                    "Give betas from 0 to less than 1, and a positive eps and norm.");
        }
    }

    /** Betas 0.9 and 0.999, eps 1e-8, no clipping. */
    public static AdamWOptions defaults() {
        return new AdamWOptions(0.9, 0.999, 1e-8, Double.POSITIVE_INFINITY);
    }

    /** Other betas; 0.9 and 0.98 are usual in pre-training. */
    public AdamWOptions withBetas(double first, double second) {
        return new AdamWOptions(first, second, eps, maxNorm);
    }

    /** Another eps. */
    public AdamWOptions withEps(double value) {
        return new AdamWOptions(beta1, beta2, value, maxNorm);
    }

    /** Gradients clipped to a norm, as {@code torch.nn.utils.clip_grad_norm_} does. */
    public AdamWOptions withMaxNorm(double norm) {
        return new AdamWOptions(beta1, beta2, eps, norm);
    }
}
