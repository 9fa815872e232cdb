package dev.sonde.bench;

import dev.sonde.format.HalfPrecision;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.SafetensorsWriter;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorBytes;
import dev.sonde.model.EncodingOptions;
import dev.sonde.model.EncodingPlan;
import dev.sonde.model.ImageTextEncoder;
import dev.sonde.model.ImageTokens;
import dev.sonde.model.QFormerCost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Features of pairs by a frozen Q-Former: the queries after its last layer, each row flattened. */
final class ExtractBench {
    private static final int WIDTH_AXIS = 1;

    private ExtractBench() {}

    static void run(BenchOptions options) throws IOException {
        Path out = options.path("out");
        StoredType type = options.oneOf("store", "fp16", "fp32").equals("fp16") ? StoredType.F16 : StoredType.F32;
        EncodingOptions sizes = EncodingOptions.defaults().withBatch(options.integer("batch", 32));
        int limit = options.integer("limit", Integer.MAX_VALUE);
        options.oneOf("pad", "longest", "max"); // features do not depend on filling, and the plan avoids it
        options.integer("seed", 0);
        Stopwatch loading = Stopwatch.start();
        Path images = options.path("images");
        BenchPairs input = BenchPairs.read(options.path("pairs"), limit);
        try (BenchModel model = BenchModel.open(options);
                SafetensorsFile file = SafetensorsFile.open(images)) {
            options.refuseOthers();
            StoredTensor tokens = file.tensor("image");
            double loadSeconds = loading.wallSeconds();
            Rows rows = new Rows(
                    input.pairs().size(),
                    model.config().queries() * model.config().width(),
                    type);
            Stopwatch work = Stopwatch.start();
            QFormerCost cost = new QFormerCost(
                    model.config(), Math.toIntExact(tokens.shape().get(WIDTH_AXIS)));
            EncodingPlan plan =
                    EncodingPlan.of(cost, input.pairs(), List.of(model.config().layers()), sizes);
            new ImageTextEncoder(model.torch(), model.qformer(), ImageTokens.stored(model.torch(), tokens))
                    .run(plan, input.pairs(), rows::put);
            BenchReport report = BenchReport.of("extract", work, loadSeconds, model.threads());
            double wall = work.wallSeconds();
            rows.write(out, input);
            report.with("n", plan.pairs())
                    .with("images", plan.images())
                    .with("samples_per_s", BenchReport.rounded(plan.pairs() / wall))
                    .with("checksum", rows.meanMagnitude())
                    .with("gflop", plan.flops() / 1e9)
                    .print();
        }
    }

    /** The rows in their type, in the order of the pairs. */
    private static final class Rows {
        private final ByteBuffer[] rows;
        private final int width;
        private final StoredType type;

        Rows(int size, int width, StoredType type) {
            this.rows = new ByteBuffer[size];
            this.width = width;
            this.type = type;
        }

        void put(int pair, int layer, float[] values, int offset) {
            ByteBuffer row = ByteBuffer.allocate(width * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < width; i++) {
                if (type == StoredType.F16) {
                    row.putShort(HalfPrecision.toHalf(values[offset + i]));
                } else {
                    row.putFloat(values[offset + i]);
                }
            }
            rows[pair] = row.flip();
        }

        private StoredTensor tensor() {
            TensorBytes bytes =
                    TensorBytes.joined(Stream.of(rows).map(TensorBytes::of).toList());
            return new StoredTensor("features", type, List.of((long) rows.length, (long) width), bytes);
        }

        void write(Path out, BenchPairs input) {
            List<StoredTensor> tensors = new ArrayList<>(List.of(tensor()));
            input.answers().forEach((name, values) -> {
                long size = rows.length;
                List<Long> shape = values.length == size ? List.of(size) : List.of(size, values.length / size);
                tensors.add(StoredTensor.ofFloats(name, shape, values));
            });
            SafetensorsWriter.write(out, Map.of("format", "pt"), tensors);
        }

        double meanMagnitude() {
            double sum = 0;
            for (ByteBuffer row : rows) {
                for (int i = 0; i < width; i++) {
                    sum += Math.abs(
                            type == StoredType.F16 ? HalfPrecision.fromHalf(row.getShort(2 * i)) : row.getFloat(4 * i));
                }
            }
            return sum / ((double) rows.length * width);
        }
    }
}
