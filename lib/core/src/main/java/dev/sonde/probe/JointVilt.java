package dev.sonde.probe;

import dev.sonde.format.TensorSource;
import dev.sonde.model.EncodedRows;
import dev.sonde.model.Mode;
import dev.sonde.model.PairReader;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.ViltReader;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Torch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** All of ViLT, to be trained with a probe on one of its vectors. */
record JointVilt(ViltConfig config, ViltReader.Output output, TensorSource start) implements JointModel {
    /** Pairs that are read at a time when nothing is trained. */
    private static final int PAIRS = 32;

    @Override
    public JointNetwork open(Torch torch, TensorSource weights) {
        return Parameters.load(torch, weights, parameters -> new Network(torch, new Vilt(config, parameters), output));
    }

    @Override
    public String toString() {
        return config + ", " + output + ", from " + start.place();
    }

    private record Network(Torch torch, Vilt vilt, ViltReader.Output output) implements JointNetwork {
        @Override
        public Parameters parameters() {
            return vilt.parameters();
        }

        @Override
        public int queries() {
            return 1;
        }

        @Override
        public int width() {
            return vilt.config().width();
        }

        @Override
        public PairReader reader(JointData data) {
            return new ViltReader(torch, vilt, output, data.pixels(), data.pairs());
        }

        /** Texts of about one length together. */
        @Override
        public void encode(JointData data, EncodedRows sink) {
            PairReader reader = reader(data);
            int[] order = IntStream.range(0, data.size())
                    .boxed()
                    .sorted(Comparator.comparingInt(data.pairs()::length))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int start = 0; start < order.length; start += PAIRS) {
                int[] pairs = Arrays.copyOfRange(order, start, Math.min(order.length, start + PAIRS));
                float[] values =
                        torch.inference(() -> reader.read(pairs, Mode.EVALUATE).toFloatArray()); // (B, 1, H)
                for (int i = 0; i < pairs.length; i++) {
                    sink.row(pairs[i], vilt.config().layers(), values, i * width());
                }
            }
        }
    }
}
