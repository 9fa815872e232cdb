package dev.sonde.probe;

import dev.sonde.format.TensorSource;
import dev.sonde.model.EncodedRows;
import dev.sonde.model.EncodingOptions;
import dev.sonde.model.EncodingPlan;
import dev.sonde.model.ImageTextEncoder;
import dev.sonde.model.PairReader;
import dev.sonde.model.QFormer;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.QFormerCost;
import dev.sonde.model.QFormerNames;
import dev.sonde.model.ResamplerReader;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.util.List;

/** A Q-Former to be trained with a probe; the image encoder before it stays as it is. */
record JointQFormer(QFormerConfig config, QFormerNames names, TensorSource start) implements JointModel {
    @Override
    public JointNetwork open(Torch torch, TensorSource weights) {
        return Parameters.load(
                torch,
                weights,
                parameters -> new Network(torch, parameters, new QFormer(config, parameters.weights(), names)));
    }

    @Override
    public String toString() {
        return config + " of " + names + " from " + start.place();
    }

    private record Network(Torch torch, Parameters parameters, QFormer qformer) implements JointNetwork {
        @Override
        public int queries() {
            return qformer.queries();
        }

        @Override
        public int width() {
            return qformer.width();
        }

        @Override
        public PairReader reader(JointData data) {
            return new ResamplerReader(torch, qformer, data.tokens(), data.pairs());
        }

        @Override
        public void encode(JointData data, EncodedRows sink) {
            QFormerCost cost = new QFormerCost(qformer.config(), imageTokens(data));
            EncodingPlan plan =
                    EncodingPlan.of(cost, data.pairs(), List.of(qformer.layers()), EncodingOptions.defaults());
            new ImageTextEncoder(torch, qformer, data.tokens()).run(plan, data.pairs(), sink);
        }

        private int imageTokens(JointData data) {
            return torch.inference(() -> (int)
                    data.tokens().of(List.of(data.pairs().image(0))).getShape().get(1));
        }
    }
}
