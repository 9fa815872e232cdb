package dev.sonde.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes files of statements for the tests. */
final class VsrLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A line that is right in every respect. */
    static final String GOOD = "{\"image\": \"000000000001.jpg\", \"image_link\": \"http://example.org/1.jpg\", "
            + "\"caption\": \"The cat is on the mat.\", \"label\": 1, \"relation\": \"on\", \"annotator_id\": 3, "
            + "\"vote_true_validator_id\": \"[1, 2]\", \"vote_false_validator_id\": \"[]\", \"reference_frame\": null}";

    private VsrLines() {}

    /** The statement in the form of the published files. */
    static String of(VsrStatement statement) {
        ObjectNode line = JSON.createObjectNode();
        line.put("image", statement.image());
        statement.imageLink().ifPresent(link -> line.put("image_link", link));
        line.put("caption", statement.caption());
        line.put("label", statement.label() ? 1 : 0);
        line.put("relation", statement.relation());
        statement.subject().ifPresent(subject -> line.put("subj", subject));
        statement.object().ifPresent(object -> line.put("obj", object));
        line.put("annotator_id", statement.annotator());
        line.put("vote_true_validator_id", statement.votesTrue().toString());
        line.put("vote_false_validator_id", statement.votesFalse().toString());
        statement.referenceFrame().ifPresent(frame -> line.put("reference_frame", Double.parseDouble(frame)));
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the three files of a variant, each with the same lines. */
    static Path variant(Path folder, String... lines) {
        for (String file : VsrSplits.FILES) {
            write(folder.resolve(file), lines);
        }
        return folder;
    }

    /** Writes lines, and the folders above the file. */
    static Path write(Path file, String... lines) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
