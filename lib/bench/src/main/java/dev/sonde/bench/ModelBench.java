package dev.sonde.bench;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes with a Q-Former, trains one, or trains probes, and answers with a line of JSON; options, files and keys are those of
 * {@code lib/bench/peer_pytorch.py}, which says what they mean.
 *
 * <pre>
 * ModelBench inputs   --out DIR [--images 16 --texts 60 --lengths refcocog|vsr --dropout 0.1 --seed 0]
 * ModelBench extract  --ckpt DIR --images IMG --pairs PAIRS --out FEATS [...]
 * ModelBench finetune --ckpt DIR --images IMG --pairs PAIRS [...]
 * ModelBench features --out DIR [--rows 7680 --held 1024 --width 24576 --trials 32 --seed 0]
 * ModelBench probe    --train FEATS --val FEATS [...]
 * ModelBench search   --train FEATS --val FEATS --trials TRIALS.json [--first N] [...]
 * </pre>
 */
public final class ModelBench {
    private ModelBench() {}

    /** Runs one command. */
    public static void main(String[] arguments) throws IOException {
        List<String> all = Arrays.asList(arguments);
        try {
            String command = all.isEmpty() ? "" : all.get(0);
            BenchOptions options = BenchOptions.of(all.subList(Math.min(1, all.size()), all.size()));
            switch (command) {
                case "inputs" -> InputsBench.run(options);
                case "features" -> FeaturesBench.run(options);
                case "probe", "search" -> ProbeBench.run(command, options);
                case "extract" -> ExtractBench.run(options);
                case "finetune" -> FinetuneBench.run(options);
                default ->
                    throw new SondeException(
                            "There is no command \"" + command + "\"",
                            "Name inputs, features, extract, finetune, probe or search.");
            }
        } catch (SondeException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
