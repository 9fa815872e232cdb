package dev.sonde.pretrain;

import dev.sonde.format.SondeHome;
import dev.sonde.format.TensorSource;
import dev.sonde.format.WholeFile;
import dev.sonde.model.Blip2;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.Checkpoint;
import dev.sonde.model.HfConfig;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.InstructBlipConfig;
import dev.sonde.model.Vilt;
import dev.sonde.model.ViltConfig;
import dev.sonde.torch.Torch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The small models of the mini world that come with Sonde, trained by {@link Pretraining}: real weights of the paper's
 * architectures, for trials and demonstrations without a download.
 *
 * <pre>{@code
 * try (Torch torch = Torch.open()) {
 *     Blip2 blip2 = MiniModels.blip2(torch);
 * }
 * }</pre>
 */
public final class MiniModels {
    private static final String RESOURCES = "/dev/sonde/mini/";
    private static final List<String> FILES = List.of("config.json", "model.safetensors", "README.md");

    private MiniModels() {}

    /** BLIP-2 after stage 1 on the mini world. */
    public static Blip2 blip2(Torch torch) {
        Path folder = blip2Folder();
        Blip2Config config = HfConfig.blip2(folder);
        try (Checkpoint weights = Checkpoint.blip2(TensorSource.open(folder), config)) {
            return Blip2.load(torch, config, weights);
        }
    }

    /** The same model with what else stage 1 trained: the head that writes and the temperature. */
    public static Stage1Model stage1(Torch torch) {
        return stage1(torch, blip2Folder());
    }

    private static Stage1Model stage1(Torch torch, Path folder) {
        Blip2Config config = HfConfig.blip2(folder);
        try (Checkpoint weights = Checkpoint.blip2(TensorSource.open(folder), config)) {
            return Stage1Model.load(torch, config, weights);
        }
    }

    /** As {@link #stage1}, with an object-aware last phase: {@link MiniRecipe#objectAware}. */
    public static Stage1Model objectAware(Torch torch) {
        return stage1(torch, objectAwareFolder());
    }

    /** ViLT after its pre-training on the mini world. */
    public static Vilt vilt(Torch torch) {
        return viltWithHeads(torch).vilt();
    }

    /** The same model with the heads of its pre-training. */
    public static ViltWithHeads viltWithHeads(Torch torch) {
        Path folder = viltFolder();
        ViltConfig config = HfConfig.vilt(folder);
        try (Checkpoint weights = Checkpoint.vilt(TensorSource.open(folder), config)) {
            return ViltWithHeads.load(torch, config, weights);
        }
    }

    /** The twin of {@link #blip2} that nobody trained: the weights with which its training could have begun. */
    public static Blip2 untrainedBlip2(Torch torch, long seed) {
        return Stage1Model.random(torch, MiniConfigs.blip2(), Initialisation.narrow(), seed)
                .blip2();
    }

    /** InstructBLIP, tuned on the mini world from {@link #blip2} on. */
    public static InstructBlip instructBlip(Torch torch) {
        Path folder = instructBlipFolder();
        InstructBlipConfig config = HfConfig.instructBlip(folder);
        try (Checkpoint weights = Checkpoint.instructBlip(TensorSource.open(folder), config)) {
            return InstructBlip.load(torch, config, weights);
        }
    }

    /** BLIP-2's checkpoint folder, as the Hugging Face hub lays it out; unpacked into Sonde's home when first asked for. */
    public static Path blip2Folder() {
        return folder("blip2");
    }

    /** The folder of the object-aware BLIP-2; as {@link #blip2Folder}. */
    public static Path objectAwareFolder() {
        return folder("objects");
    }

    /** What was measured while {@link #objectAware} was trained, in its last phase. */
    public static LearningCurve objectAwareCurve() {
        return LearningCurve.ofCsv(new String(content("objects", "curve.csv"), StandardCharsets.UTF_8));
    }

    /** ViLT's folder; as {@link #blip2Folder}. */
    public static Path viltFolder() {
        return folder("vilt");
    }

    /** InstructBLIP's checkpoint folder, like {@link #blip2Folder}. */
    public static Path instructBlipFolder() {
        return folder("instructblip");
    }

    /** Another checkpoint gets another folder. */
    private static Path folder(String model) {
        byte[] weights = content(model, "model.safetensors");
        Path folder = SondeHome.folder()
                .resolve("mini")
                .resolve(sha256(weights).substring(0, 16))
                .resolve(model);
        for (String file : FILES) {
            if (!Files.exists(folder.resolve(file))) {
                WholeFile.write(folder.resolve(file), content(model, file));
            }
        }
        return folder;
    }

    private static byte[] content(String model, String file) {
        String name = RESOURCES + model + "/" + file;
        try (InputStream in = Objects.requireNonNull(MiniModels.class.getResourceAsStream(name), "resource " + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name, e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
