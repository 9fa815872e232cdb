package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.format.TensorSource;
import dev.sonde.image.BlipPreprocessing;
import dev.sonde.image.ViltPreprocessing;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.Checkpoint;
import dev.sonde.model.HfConfig;
import dev.sonde.model.InstructBlipConfig;
import dev.sonde.model.ModelFolder;
import dev.sonde.model.QFormerNames;
import dev.sonde.model.RandomCheckpoint;
import dev.sonde.model.ViltConfig;
import dev.sonde.pretrain.MiniConfigs;
import dev.sonde.pretrain.MiniModels;
import dev.sonde.text.LlamaConvention;
import dev.sonde.text.LlamaTokenizer;
import dev.sonde.text.TextInput;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The paper's models at each scale. */
public final class ModelCatalogue {
    /** Lets a layer of 64 numbers change its tokens about as much as 0.02 does where they have 768. */
    private static final double NARROW_DEVIATION = 0.08;

    private ModelCatalogue() {}

    /**
     * The Q-Former of BLIP-2's first stage.
     *
     * @throws SondeException if its checkpoint is not there
     */
    public static QFormerModel blip2(Scale scale) {
        return scale == Scale.MINI
                ? mini(ProbedModel.BLIP2, MiniModels::blip2Folder)
                : blip2(folder(ModelFolder.BLIP2));
    }

    /**
     * The Q-Former of a BLIP-2 whose first stage also asked for the boxes of things.
     *
     * @throws SondeException at the paper's scale, where nobody has published one
     */
    public static QFormerModel objectAware(Scale scale) {
        if (scale == Scale.PAPER) {
            throw new SondeException(
                    "There is no " + ProbedModel.OBJECT_AWARE
                            + " at the paper's scale: no such checkpoint was published",
                    "Use " + Scale.SETTING + "=mini, or open a BLIP-2 of your own with Models.blip2(folder).");
        }
        return mini(ProbedModel.OBJECT_AWARE, MiniModels::objectAwareFolder);
    }

    /**
     * The Q-Former of InstructBLIP.
     *
     * @throws SondeException if its checkpoint is not there
     */
    public static QFormerModel instructBlip(Scale scale) {
        return scale == Scale.MINI ? miniInstructBlip() : instructBlip(folder(ModelFolder.INSTRUCT_BLIP));
    }

    /**
     * InstructBLIP as a whole, to be asked in words.
     *
     * @throws SondeException if its checkpoint is not there
     */
    public static PromptedModel prompted(Scale scale) {
        return scale == Scale.MINI
                ? new PromptedModel(
                        miniInstructBlip(), MiniConfigs.instructBlip(), MiniConfigs::languageText, Prompt.miniWorld())
                : prompted(folder(ModelFolder.INSTRUCT_BLIP));
    }

    /** The whole of an InstructBLIP in a folder of the Hugging Face hub, which also holds the tokenizer of Vicuna. */
    public static PromptedModel prompted(Path folder) {
        return new PromptedModel(
                instructBlip(folder),
                HfConfig.instructBlip(folder),
                () -> TextInput.vicuna(LlamaTokenizer.read(folder, LlamaConvention.instructBlip())),
                Prompt.instructBlip());
    }

    /**
     * ViLT.
     *
     * @throws SondeException if its checkpoint is not there
     */
    public static ViltModel vilt(Scale scale) {
        return scale == Scale.MINI ? miniVilt() : vilt(folder(ModelFolder.VILT));
    }

    /** ViLT in a folder of the Hugging Face hub. */
    public static ViltModel vilt(Path folder) {
        ViltConfig config = HfConfig.vilt(folder);
        return vilt(
                config,
                ModelWeights.of(
                        () -> Checkpoint.vilt(TensorSource.open(folder), config),
                        seed -> RandomCheckpoint.vilt(config, seed)),
                TextInput.vilt());
    }

    /** A ViLT with weights of your own. */
    public static ViltModel vilt(ViltConfig config, ModelWeights weights, TextInput text) {
        return new ViltModel(
                ProbedModel.VILT.label(),
                config,
                new ViltPreprocessing(config.imageSize(), config.patchSize()),
                text,
                weights);
    }

    /** The words of the texts alone. */
    public static TextOnly textOnly(Scale scale) {
        return new TextOnly(scale == Scale.MINI ? MiniConfigs.text() : TextInput.blip2());
    }

    /** The Q-Former of a BLIP-2 in a folder of the Hugging Face hub, or of any in its form. */
    public static QFormerModel blip2(Path folder) {
        Blip2Config config = HfConfig.blip2(folder);
        return blip2(
                config,
                ModelWeights.of(
                        () -> Checkpoint.blip2(TensorSource.open(folder), config),
                        seed -> RandomCheckpoint.blip2(config, seed)),
                TextInput.blip2());
    }

    /** The Q-Former of an InstructBLIP in a folder of the Hugging Face hub. */
    public static QFormerModel instructBlip(Path folder) {
        InstructBlipConfig config = HfConfig.instructBlip(folder);
        return instructBlip(
                config,
                ModelWeights.of(
                        () -> Checkpoint.instructBlip(TensorSource.open(folder), config),
                        seed -> RandomCheckpoint.instructBlip(config, seed)),
                TextInput.instructBlip());
    }

    private static QFormerModel instructBlip(InstructBlipConfig config, ModelWeights weights, TextInput text) {
        return new QFormerModel(
                ProbedModel.INSTRUCT_BLIP.label(),
                config.vision(),
                config.qformer(),
                QFormerNames.INSTRUCT_BLIP,
                new BlipPreprocessing(config.vision().imageSize()),
                text,
                weights);
    }

    /** The Q-Former of a BLIP-2 with weights of your own. */
    public static QFormerModel blip2(Blip2Config config, ModelWeights weights, TextInput text) {
        return new QFormerModel(
                ProbedModel.BLIP2.label(),
                config.vision(),
                config.qformer(),
                QFormerNames.BLIP2,
                new BlipPreprocessing(config.vision().imageSize()),
                text,
                weights);
    }

    private static QFormerModel mini(ProbedModel name, Supplier<Path> folder) {
        Blip2Config config = MiniConfigs.blip2();
        return blip2(
                        config,
                        ModelWeights.of(
                                () -> Checkpoint.blip2(TensorSource.open(folder.get()), config),
                                seed -> RandomCheckpoint.blip2(config, seed).withDeviation(NARROW_DEVIATION)),
                        MiniConfigs.text())
                .named(name.label());
    }

    private static ViltModel miniVilt() {
        ViltConfig config = MiniConfigs.vilt();
        return vilt(
                config,
                ModelWeights.of(
                        () -> Checkpoint.vilt(TensorSource.open(MiniModels.viltFolder()), config),
                        seed -> RandomCheckpoint.vilt(config, seed).withDeviation(NARROW_DEVIATION)),
                MiniConfigs.text());
    }

    private static QFormerModel miniInstructBlip() {
        InstructBlipConfig config = MiniConfigs.instructBlip();
        return instructBlip(
                config,
                ModelWeights.of(
                        () -> Checkpoint.instructBlip(TensorSource.open(MiniModels.instructBlipFolder()), config),
                        seed -> RandomCheckpoint.instructBlip(config, seed).withDeviation(NARROW_DEVIATION)),
                MiniConfigs.text());
    }

    private static Path folder(String model) {
        ModelFolder folder = ModelFolder.here();
        return folder.find(model)
                .orElseThrow(() -> new SondeException(
                        "The model " + model + " is not there: "
                                + folder.folder()
                                        .map(path -> "no folder of this name with config.json in " + path)
                                        .orElse(ModelFolder.SETTING + " is not set"),
                        "Set " + ModelFolder.SETTING
                                + " to the folder that holds it (environment/doctor says where to get " + "it), or use "
                                + Scale.SETTING + "=mini."));
    }
}
