package dev.sonde.experiment;

import dev.sonde.display.SondeException;
import dev.sonde.model.Blip2Config;
import dev.sonde.model.HfConfig;
import dev.sonde.model.InstructBlipConfig;
import dev.sonde.model.LlamaConfig;
import dev.sonde.model.ModelFolder;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.ViltConfig;
import dev.sonde.model.VisionConfig;
import dev.sonde.pretrain.MiniConfigs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How large the models of a scale are, and which are missing: by {@code config.json} where there is one, else as published.
 *
 * @param blip2 BLIP-2, also of its untrained twin and of its patches
 * @param instructBlip InstructBLIP
 * @param vilt ViLT
 * @param absent why a scale has no such model, of those that it has not
 * @param missing the checkpoint that a model lacks here, of those that lack it
 * @param assets what the user has to bring
 */
record PlannedModels(
        Blip2Config blip2,
        InstructBlipConfig instructBlip,
        ViltConfig vilt,
        Map<ProbedModel, String> absent,
        Map<ProbedModel, String> missing,
        List<Asset> assets) {
    private static final Map<String, String> SIZES =
            Map.of(ModelFolder.BLIP2, "4.7 GB", ModelFolder.INSTRUCT_BLIP, "31.7 GB", ModelFolder.VILT, "0.5 GB");
    private static final String UNTRAINED = "the mini world has none";

    /** The mini world's, which come with the library as far as they are trained. */
    static PlannedModels mini() {
        Map<ProbedModel, String> absent = new EnumMap<>(ProbedModel.class);
        tryOut(absent, ProbedModel.OBJECT_AWARE, () -> ModelCatalogue.objectAware(Scale.MINI));
        tryOut(absent, ProbedModel.INSTRUCT_BLIP, () -> ModelCatalogue.instructBlip(Scale.MINI));
        tryOut(absent, ProbedModel.VILT, () -> ModelCatalogue.vilt(Scale.MINI));
        return new PlannedModels(
                MiniConfigs.blip2(), MiniConfigs.instructBlip(), MiniConfigs.vilt(), absent, Map.of(), List.of());
    }

    private static void tryOut(Map<ProbedModel, String> absent, ProbedModel model, Supplier<?> opened) {
        try {
            opened.get();
        } catch (SondeException e) {
            absent.put(model, UNTRAINED);
        }
    }

    /** The paper's, in the user's folder. */
    static PlannedModels paper(ModelFolder folder) {
        Map<ProbedModel, String> missing = new EnumMap<>(ProbedModel.class);
        List<Asset> assets = new ArrayList<>();
        for (String name : ModelFolder.ALL) {
            Asset asset = asset(folder, name);
            assets.add(asset);
            if (!asset.isThere()) {
                probed(name).forEach(model -> missing.put(model, name));
            }
        }
        return new PlannedModels(
                config(folder, ModelFolder.BLIP2, HfConfig::blip2, Blip2Config.blip2()),
                config(folder, ModelFolder.INSTRUCT_BLIP, HfConfig::instructBlip, InstructBlipConfig.vicuna7b()),
                config(folder, ModelFolder.VILT, HfConfig::vilt, ViltConfig.b32()),
                Map.of(ProbedModel.OBJECT_AWARE, "no such checkpoint was published"),
                missing,
                assets);
    }

    private static List<ProbedModel> probed(String checkpoint) {
        return switch (checkpoint) {
            case ModelFolder.BLIP2 -> List.of(ProbedModel.BLIP2, ProbedModel.UNTRAINED, ProbedModel.PATCHES);
            case ModelFolder.INSTRUCT_BLIP -> List.of(ProbedModel.INSTRUCT_BLIP);
            default -> List.of(ProbedModel.VILT);
        };
    }

    private static Asset asset(ModelFolder folder, String name) {
        String source = "environment/download " + name + " (" + SIZES.get(name) + ")";
        try {
            Optional<String> found =
                    folder.find(name).map(path -> ModelFolder.describe(path).line());
            return new Asset(name, found.isPresent(), found.orElse(absent(folder)), source);
        } catch (SondeException e) { // a plan says what is wrong, and goes on
            return new Asset(name, false, e.getMessage().lines().findFirst().orElse("damaged"), source);
        }
    }

    private static String absent(ModelFolder folder) {
        return folder.folder().isPresent() ? "not there" : ModelFolder.SETTING + " is not set";
    }

    private static <C> C config(ModelFolder folder, String name, Function<Path, C> read, C published) {
        try {
            return folder.find(name).map(read).orElse(published);
        } catch (SondeException e) { // told where the assets are told
            return published;
        }
    }

    VisionConfig vision(ProbedModel model) {
        return model == ProbedModel.INSTRUCT_BLIP ? instructBlip.vision() : blip2.vision();
    }

    QFormerConfig qformer(ProbedModel model) {
        return model == ProbedModel.INSTRUCT_BLIP ? instructBlip.qformer() : blip2.qformer();
    }

    LlamaConfig language() {
        return instructBlip.language();
    }

    /** Whose image tokens a model reads; empty for one that reads none. */
    static Optional<ProbedModel> images(ProbedModel model) {
        return switch (model) {
            case BLIP2, UNTRAINED, PATCHES, OBJECT_AWARE -> Optional.of(ProbedModel.BLIP2);
            case INSTRUCT_BLIP -> Optional.of(model);
            case VILT, TEXT_ONLY -> Optional.empty();
        };
    }
}
