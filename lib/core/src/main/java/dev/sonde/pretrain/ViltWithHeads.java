package dev.sonde.pretrain;

import dev.sonde.format.TensorSource;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.ViltHead;
import dev.sonde.model.WordHead;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;

/**
 * ViLT with all that its pre-training trains (Kim et al. 2021, section 3.2): the head that tells masked words and the one
 * that tells whether text and image match, by the names {@code mlm_score.} and {@code itm_score.} of its authors.
 */
public record ViltWithHeads(Vilt vilt, WordHead words, ViltHead matching) {
    private static final int MATCHING_CLASSES = 2;

    /** A new model; the same weights for the same seed on every machine. */
    public static ViltWithHeads random(Torch torch, ViltConfig config, Initialisation initialisation, long seed) {
        ViltWithHeads model = Parameters.random(torch, parameters -> of(config, parameters));
        initialisation.apply(model.vilt.parameters(), seed);
        return model;
    }

    /** The model of a checkpoint that kept these heads. */
    public static ViltWithHeads load(Torch torch, ViltConfig config, TensorSource source) {
        return Parameters.load(torch, source, parameters -> of(config, parameters));
    }

    private static ViltWithHeads of(ViltConfig config, Parameters parameters) {
        Vilt vilt = new Vilt(config, parameters);
        return new ViltWithHeads(
                vilt,
                new WordHead(vilt, parameters.weights()),
                ViltHead.linear(config, parameters.weights(), "itm_score.fc", MATCHING_CLASSES));
    }
}
