package dev.sonde.bench;

import ai.djl.ndarray.NDArray;
import dev.sonde.data.SamplePhotographs;
import dev.sonde.format.StoredType;
import dev.sonde.format.TensorSource;
import dev.sonde.image.BlipPreprocessing;
import dev.sonde.image.Images;
import dev.sonde.image.RgbImage;
import dev.sonde.image.ViltPreprocessing;
import dev.sonde.model.AnswerScore;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.Blip2Encoder;
import dev.sonde.model.Checkpoint;
import dev.sonde.model.Encoded;
import dev.sonde.model.HfConfig;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.InstructBlipConfig;
import dev.sonde.model.LlamaConfig;
import dev.sonde.model.Mode;
import dev.sonde.model.ModelFolder;
import dev.sonde.model.Pixels;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.RandomCheckpoint;
import dev.sonde.model.TextTokens;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.ViltImages;
import dev.sonde.model.VisionConfig;
import dev.sonde.text.BertTokenizer;
import dev.sonde.text.Padding;
import dev.sonde.text.Truncation;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs the models at their full size with random weights: written to a folder as the Hugging Face hub lays it out, loaded
 * from there, and given a photograph and a text. Prints what each step took; a number that is not finite is an error.
 *
 * <p>{@code FullSize FOLDER}: needs 5 GB of disk below the folder, which it deletes again, and 6 GB of memory.
 */
public final class FullSize {
    private static final double MOST_SECONDS_TO_LOAD = 20;
    private static final String CAPTION = "A white dog next to the bicycle.";

    private final Path folder;
    private final RgbImage photograph;
    private final Path file;
    private boolean tooSlow;

    private FullSize(Path folder) {
        this.folder = folder;
        file = SamplePhotographs.photographs()
                .path(SamplePhotographs.attributions().get(0).image());
        photograph = Images.read(file);
    }

    /** All three models, one after the other. */
    public static void main(String[] arguments) throws Exception {
        FullSize run = new FullSize(Files.createTempDirectory(Path.of(arguments[0]), "full-size-"));
        try {
            run.blip2();
            run.instructBlip();
            run.vilt();
        } finally {
            delete(run.folder);
        }
        if (run.tooSlow) {
            System.out.println("BLIP-2 took longer than " + MOST_SECONDS_TO_LOAD + " s to load");
            System.exit(1);
        }
    }

    private void blip2() throws Exception {
        System.out.println("BLIP-2 stage 1, complete");
        Path model = Step.run(
                "  write config.json and model.safetensors",
                () -> RandomCheckpoint.blip2(Blip2Config.blip2(), 1).write(folder.resolve("blip2")));
        System.out.println("  " + ModelFolder.describe(model).line());
        long before = System.nanoTime();
        try (Blip2Encoder encoder = Step.run("  load, memory-mapped", () -> Blip2Encoder.open(model))) {
            double seconds = (System.nanoTime() - before) / 1e9;
            tooSlow = seconds > MOST_SECONDS_TO_LOAD;
            Encoded first = Step.run("  JPEG and caption to hidden states, first", () -> encoder.encode(file, CAPTION));
            Step.run("  the same again", () -> encoder.encode(file, CAPTION));
            report(first);
        }
        delete(model);
    }

    private static void report(Encoded encoded) {
        System.out.println("  " + encoded.tokens().size() + " tokens, " + encoded.image().length + " x "
                + encoded.image()[0].length
                + " image tokens; root mean square of the queries before layer 0 and after each:");
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < encoded.layers().size(); i++) {
            float[][] queries = encoded.queries(i);
            line.append(String.format(Locale.ROOT, " %.3f", rootMeanSquare(queries)));
            if (queries.length != 32 || queries[0].length != 768) {
                throw new IllegalStateException("not 32 x 768 in layer " + i);
            }
        }
        System.out.println(line);
    }

    private static double rootMeanSquare(float[][] rows) {
        double sum = 0;
        int count = 0;
        for (float[] row : rows) {
            for (float number : row) {
                sum += (double) number * number;
                count++;
            }
        }
        return finite(Math.sqrt(sum / count));
    }

    private void instructBlip() throws Exception {
        System.out.println("InstructBLIP: 4 of 39 blocks, the whole Q-Former, 2 of 32 layers of LLaMA-7B");
        InstructBlipConfig config = new InstructBlipConfig(
                VisionConfig.blip2().withBlocks(4),
                QFormerConfig.blip2(),
                LlamaConfig.vicuna7b().withLayers(2));
        Path model = Step.run(
                "  write it in bfloat16, in files of 500 MB at most", () -> RandomCheckpoint.instructBlip(config, 2)
                        .as(StoredType.BF16)
                        .writeSharded(folder.resolve("instructblip"), 500_000_000));
        System.out.println("  " + ModelFolder.describe(model).line());
        try (Torch torch = Torch.open();
                TensorSource source = Checkpoint.instructBlip(TensorSource.open(model), HfConfig.instructBlip(model))) {
            InstructBlip blip =
                    Step.run("  load into single precision", () -> InstructBlip.load(torch, config, source));
            List<AnswerScore> scores =
                    Step.run("  score two answers to a question about a photograph", () -> score(torch, blip));
            System.out.println("  log-probabilities: "
                    + scores.stream()
                            .map(score -> String.format(Locale.ROOT, "%.4f", finite(score.sum())))
                            .toList());
        }
        delete(model);
    }

    private List<AnswerScore> score(Torch torch, InstructBlip blip) {
        TextTokens question = words(torch, "Is the dog next to the bicycle?");
        return torch.inference(() -> {
            NDArray pixels = Pixels.array(torch, BlipPreprocessing.defaults().prepare(photograph));
            NDArray queries = blip.qformer()
                    .read(blip.qformer().look(blip.vision().encode(pixels)), question, Mode.EVALUATE)
                    .lastQueries();
            int[] prompt = {1, 1317, 278, 11_203, 2446, 304, 278, 18_167, 29_973}; // ids of LLaMA's vocabulary
            return blip.score(blip.project(queries), prompt, List.of(new int[] {4874}, new int[] {694}));
        });
    }

    private void vilt() throws Exception {
        System.out.println("ViLT-B/32, complete");
        ViltConfig config = ViltConfig.b32();
        Path model = Step.run("  write config.json and model.safetensors", () -> RandomCheckpoint.vilt(config, 3)
                .write(folder.resolve("vilt")));
        System.out.println("  " + ModelFolder.describe(model).line());
        try (Torch torch = Torch.open();
                TensorSource source = Checkpoint.vilt(TensorSource.open(model), HfConfig.vilt(model))) {
            Vilt vilt = Step.run("  load, memory-mapped", () -> Vilt.load(torch, config, source));
            String shape = Step.run("  JPEG and caption to hidden states", () -> read(torch, vilt));
            System.out.println("  after each layer: " + shape);
        }
        delete(model);
    }

    private String read(Torch torch, Vilt vilt) {
        return torch.inference(() -> {
            ViltImages images =
                    ViltImages.of(torch, ViltPreprocessing.defaults().prepare(photograph));
            NDArray last =
                    vilt.read(images, words(torch, CAPTION), Mode.EVALUATE).last();
            finite(last.square().mean().getFloat());
            return last.getShape().toString();
        });
    }

    private static TextTokens words(Torch torch, String text) {
        return TextTokens.of(
                torch, BertTokenizer.bundled().batch(List.of(text), Truncation.right(32), Padding.longest()));
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalStateException("a result is " + number);
        }
        return number;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
