package dev.sonde.probe;

import dev.sonde.format.TextFile;
import dev.sonde.torch.Torch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What is trained on what, as a text that differs where the training would. */
final class Training {
    private Training() {}

    static String name(List<ProbeTrial> trials, ProbeData train, ProbeData validation) {
        MessageDigest digest = TextFile.sha256Digest();
        trials.forEach(trial -> add(digest, trial.toString()));
        for (ProbeData data : List.of(train, validation)) {
            add(digest, data.queries() + " " + data.hidden() + " " + data.rows().place());
            addAnswers(digest, data);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The images may lie anywhere; the first of them stands for all. */
    static String name(Torch torch, ProbeTrial trial, JointOptions options, JointModel model, List<JointData> splits) {
        MessageDigest digest = TextFile.sha256Digest();
        add(digest, trial + " " + options + " " + model);
        for (JointData data : splits) {
            addAnswers(digest, data);
            for (int pair = 0; pair < data.size(); pair++) {
                add(
                        digest,
                        data.pairs().image(pair) + " "
                                + Arrays.toString(data.pairs().ids(pair)));
            }
            add(digest, Arrays.toString(data.imageNumbers(torch, 0)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addAnswers(MessageDigest digest, AnsweredRows data) {
        data.ids().forEach(id -> add(digest, id));
        for (float value : data.targets().values(0, data.targets().size())) {
            add(digest, Float.toString(value));
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
