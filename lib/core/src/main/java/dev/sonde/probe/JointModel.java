package dev.sonde.probe;

import dev.sonde.format.TensorSource;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.QFormerNames;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.ViltReader;
import dev.sonde.torch.Torch;

/**
 * A model that is trained together with a probe, and the checkpoint that every training of it starts from. The
 * checkpoint is read anew for each training and never changed; it must stay open until then.
 *
 * <pre>{@code
 * try (Checkpoint checkpoint = Checkpoint.blip2(TensorSource.open(folder), config)) {
 *     JointModel model = JointModel.blip2(config.qformer(), checkpoint);
 *     ...
 * }
 * }</pre>
 */
public interface JointModel {
    /** The Q-Former of BLIP-2, from its checkpoint; the rest of it is not read. */
    static JointModel blip2(QFormerConfig config, TensorSource start) {
        return new JointQFormer(config, QFormerNames.BLIP2, start);
    }

    /** The Q-Former of InstructBLIP, from its checkpoint; the rest of it is not read. */
    static JointModel instructBlip(QFormerConfig config, TensorSource start) {
        return new JointQFormer(config, QFormerNames.INSTRUCT_BLIP, start);
    }

    /** All of ViLT, with the probe on its pooled vector, as the paper trains it. */
    static JointModel vilt(ViltConfig config, TensorSource start) {
        return vilt(config, ViltReader.Output.POOLED, start);
    }

    /** All of ViLT, with the probe on one of its vectors. */
    static JointModel vilt(ViltConfig config, ViltReader.Output output, TensorSource start) {
        return new JointVilt(config, output, start);
    }

    /** The weights that a training begins with. */
    TensorSource start();

    /**
     * A copy of the model with its own weights.
     *
     * @throws dev.sonde.display.SondeException if the weights do not fit the model
     */
    JointNetwork open(Torch torch, TensorSource weights);

    /** What model it is, with its sizes: two that differ in it give different trainings. */
    @Override
    String toString();
}
