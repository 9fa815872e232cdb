package dev.sonde.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.Fixtures;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.format.StoredTensor;
import dev.sonde.format.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The pictures that tests read, and what Pillow makes of them. */
final class Pictures {
    static final String FOLDER = "images/";

    private Pictures() {}

    static JsonNode json() {
        return Fixtures.json(FOLDER + "images.json");
    }

    static Stream<JsonNode> files() {
        return Fixtures.rows(json().get("images")).stream();
    }

    static Path file(String name) {
        return Fixtures.path(FOLDER + "files/" + name);
    }

    static SafetensorsFile tensors(String name) {
        return SafetensorsFile.open(Fixtures.path(FOLDER + name + ".safetensors"));
    }

    static byte[] bytes(StoredTensor tensor) {
        ByteBuffer buffer = tensor.buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** A file beside the tests. */
    static Path resource(String name) {
        try {
            return Path.of(Pictures.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode cases() {
        try {
            return new ObjectMapper().readTree(resource("cases.json").toFile()).get("cases");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(TextFile.sha256Digest().digest(bytes));
    }

    /** Channels before rows before columns. */
    static byte[] planes(RgbImage image) {
        int pixels = image.width() * image.height();
        byte[] planes = new byte[3 * pixels];
        for (int i = 0; i < planes.length; i++) {
            planes[i % 3 * pixels + i / 3] = image.samples()[i];
        }
        return planes;
    }

    /** The bytes of some rows, channels first. */
    static byte[] rows(RgbImage image, int... rows) {
        byte[] picked = new byte[3 * rows.length * image.width()];
        int to = 0;
        for (int c = 0; c < 3; c++) {
            for (int row : rows) {
                for (int x = 0; x < image.width(); x++) {
                    picked[to++] = (byte) image.sample(x, row, c);
                }
            }
        }
        return picked;
    }

    /** Rows 0, 1, the middle one and the last, as the fixtures hold them. */
    static byte[] fourRows(RgbImage image) {
        int height = image.height();
        return height == 1 ? rows(image, 0, 0, 0, 0) : rows(image, 0, 1, height / 2, height - 1);
    }
}
