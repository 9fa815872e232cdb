package dev.sonde.probe;

import dev.sonde.format.TextFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
            data.ids().forEach(id -> add(digest, id));
            for (float value : data.targets().values(0, data.targets().size())) {
                add(digest, Float.toString(value));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
