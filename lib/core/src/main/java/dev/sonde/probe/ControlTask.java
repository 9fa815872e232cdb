package dev.sonde.probe;

import dev.sonde.feature.Targets;
import dev.sonde.format.TextFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;

/**
 * A task of the same shape as another, with nothing to find: each text gets an answer at random, the same wherever the
 * text occurs, drawn from the answers of the training rows. Only a probe that memorises texts can learn it.
 *
 * <p>Source: Hewitt, Liang (2019), Designing and interpreting probes with control tasks, section 2; their types are
 * words, ours are the texts of the examples (a caption, a phrase). What is memorised of texts that occur in training only
 * cannot show on the test rows: see {@link #seen}.
 *
 * @param train the training rows with random answers
 * @param validation likewise
 * @param test likewise
 */
record ControlTask(ProbeData train, ProbeData validation, ProbeData test) {
    static ControlTask of(ProbeData train, ProbeData validation, ProbeData test, long seed) {
        Targets answers = train.targets();
        return new ControlTask(
                random(train, answers, seed), random(validation, answers, seed), random(test, answers, seed));
    }

    /** The share of test rows whose text occurs in training. */
    double seen() {
        Set<String> texts = new HashSet<>(train.texts());
        return test.texts().stream().filter(texts::contains).count() / (double) test.size();
    }

    private static ProbeData random(ProbeData data, Targets answers, long seed) {
        int width = answers.kind().width();
        float[] values = new float[data.size() * width];
        for (int row = 0; row < data.size(); row++) {
            int drawn = (int) Long.remainderUnsigned(hash(seed, data.texts().get(row)), answers.size());
            for (int i = 0; i < width; i++) {
                values[row * width + i] = answers.value(drawn, i);
            }
        }
        return data.withTargets(Targets.of(answers.kind(), values));
    }

    private static long hash(long seed, String text) {
        MessageDigest digest = TextFile.sha256Digest();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
