package dev.sonde.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sonde.model.Blip2Config;
import dev.sonde.model.InstructBlipConfig;
import dev.sonde.model.ModelFolder;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.QFormerCost;
import dev.sonde.model.RandomCheckpoint;
import dev.sonde.model.VisionConfig;
import dev.sonde.model.VisionCost;
import dev.sonde.pretrain.MiniConfigs;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without any asset, with some, and with all, made with random weights of tiny models and three made-up images. */
class PlanningTest {
    private static final RunRequest FROZEN = RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.REFCOCOG);
    private static final RunRequest JOINT = RunRequest.joint(ProbedModel.BLIP2, ProbedTask.REFCOCOG);
    private static final String STATEMENT =
            "{\"image\": \"000000000001.jpg\", \"caption\": \"The cat is on the mat.\", "
                    + "\"label\": 1, \"relation\": \"on\", \"annotator_id\": 3, \"vote_true_validator_id\": \"[1, 2]\", "
                    + "\"vote_false_validator_id\": \"[]\"}";

    @TempDir
    Path folder;

    @Test
    void withoutAnyAssetEverythingIsMissingAndCountedAsPublished() {
        Plan plan = plan(Optional.empty(), Optional.empty(), FROZEN);

        assertThat(plan.missing()).hasSize(6).isEqualTo(plan.assets());
        assertThat(plan.missing())
                .extracting(Asset::found)
                .contains(
                        "SONDE_MODELS is not set", "no folder coco in SONDE_DATA", "no folder refcocog in SONDE_DATA");
        assertThat(plan.missing())
                .extracting(Asset::source)
                .allMatch(source -> source.matches("(https://|environment/).+"));
        assertThat(plan.runnable().stages()).isEmpty();

        Stage images = plan.of(Stage.Kind.IMAGES).get(0);
        assertThat(images.missing()).contains("Salesforce/blip2-itm-vit-g, data of RefCOCOg");
        assertThat(images.flops()).isEqualTo(25_799.0 * new VisionCost(VisionConfig.blip2()).image());
        assertThat(images.diskBytes()).isEqualTo(25_799.0 * 257 * 1408 * 2);

        Stage features = plan.of(Stage.Kind.FEATURES).get(0);
        assertThat(features.amount()).isEqualTo("95,010 texts");
        assertThat(features.diskBytes()).isEqualTo(95_010.0 * 32 * 768 * 2);
    }

    /** Table 4: epochs of 20, 30 or 40; ten trials in two passes of five, three seeds. */
    @Test
    void aFrozenProbeTrainsItsWeightsInEveryTrialAndReadsFeaturesOnceForTrialsThatShareAPass() {
        Stage probe = plan(Optional.empty(), Optional.empty(), FROZEN)
                .of(Stage.Kind.FROZEN)
                .get(0);

        double weights = 32 * 768 * 4 + 4;
        double epochs = 10 * 30 + 3 * 40;
        assertThat(probe.flops()).isEqualTo(epochs * weights * (6.0 * 80_512 + 2.0 * 4_896));
        assertThat(probe.readBytes()).isEqualTo((2 + 3) * 40.0 * (80_512 + 4_896) * 32 * 768 * 2);
    }

    @Test
    void aJointStepCostsThreeReadingsAndTheGradientsOfTheKeys() {
        Stage joint = plan(Optional.empty(), Optional.empty(), JOINT)
                .of(Stage.Kind.JOINT)
                .get(0);

        QFormerCost cost = new QFormerCost(QFormerConfig.blip2(), 257);
        double epochs = 10 * 30 + 3 * 40;
        double step = joint.flops() / epochs / 80_512;
        int words = 12; // a RefCOCOg expression, give or take its marks
        assertThat(step / (3.0 * cost.reading(words, 12) + 2.0 * cost.keys())).isCloseTo(1.05, within(0.1));
        assertThat(joint.amount()).isEqualTo("10 trials, 3 seeds");
    }

    @Test
    void runsShareTheImagesAndTheFeaturesOfTheirModelAndTask() {
        RunRequest layer = RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.RCM).atLayer(3);
        Plan plan = plan(
                Optional.empty(),
                Optional.empty(),
                FROZEN,
                JOINT,
                FROZEN.withHead(HeadSize.SWIGLU_2),
                layer,
                layer.atLayer(4),
                RunRequest.frozen(ProbedModel.PATCHES, ProbedTask.REFCOCOG));

        assertThat(plan.of(Stage.Kind.IMAGES)).hasSize(1); // RCM is made of RefCOCOg, and patches are BLIP-2's
        assertThat(plan.of(Stage.Kind.FEATURES))
                .extracting(Stage::what)
                .containsExactly(
                        "Q-Former, RefCOCOg", "Q-Former, RCM, all layers", "patch tokens of the thing, RefCOCOg");
        assertThat(plan.of(Stage.Kind.FEATURES).get(1).diskBytes()).isEqualTo(54_500.0 * 12 * 32 * 768 * 2);
    }

    @Test
    void controlsCountBesideTheirRunAndTheRunCountsOnce() {
        Plan plan = plan(
                Optional.empty(),
                Optional.empty(),
                FROZEN,
                FROZEN.with(ControlSet.SELECTIVITY),
                FROZEN.with(ControlSet.ALL));

        assertThat(plan.of(Stage.Kind.FROZEN)).hasSize(1);
        assertThat(plan.of(Stage.Kind.CONTROLS))
                .extracting(Stage::amount)
                .containsExactly("2 trainings", "3 trainings");
    }

    @Test
    void withSomeAssetsOnlyWhatTheyAllowCanRun() throws IOException {
        Path models = blip2();
        Path data = Files.createDirectories(folder.resolve("data"));
        vsr(data);
        photographs(data, 1);
        RunRequest vsr = RunRequest.frozen(ProbedModel.BLIP2, ProbedTask.VSR);
        Plan plan = plan(
                Optional.of(models),
                Optional.of(data),
                vsr,
                FROZEN,
                RunRequest.joint(ProbedModel.VILT, ProbedTask.VSR));

        assertThat(plan.runnable().stages())
                .extracting(Stage::what)
                .containsOnly("Q-Former, VSR", "Q-Former, VSR random", vsr.toString());
        assertThat(plan.missing())
                .extracting(Asset::name)
                .containsExactly(
                        ModelFolder.INSTRUCT_BLIP,
                        ModelFolder.VILT,
                        "RefCOCOg's annotations, UMD partition",
                        "COCO's photographs of RefCOCOg and RCM, 25799");
        // the sizes of the checkpoint that is there, not of the published one
        assertThat(plan.of(Stage.Kind.IMAGES).get(0).flops()).isEqualTo(new VisionCost(MiniConfigs.vision()).image());
    }

    @Test
    void withAllAssetsNothingIsMissing() throws IOException {
        Path models = blip2();
        RandomCheckpoint.instructBlip(narrow(), 1).write(models.resolve(ModelFolder.INSTRUCT_BLIP));
        RandomCheckpoint.vilt(MiniConfigs.vilt(), 1).write(models.resolve(ModelFolder.VILT));
        Path data = Files.createDirectories(folder.resolve("data"));
        vsr(data);
        refCocoG(data);
        photographs(data, 3);
        RunRequest rcm = RunRequest.frozen(ProbedModel.INSTRUCT_BLIP, ProbedTask.RCM);
        Plan plan = plan(
                Optional.of(models),
                Optional.of(data),
                FROZEN,
                rcm,
                JOINT,
                RunRequest.joint(ProbedModel.VILT, ProbedTask.VSR));

        assertThat(plan.missing()).isEmpty();
        assertThat(plan.runnable()).isEqualTo(plan);
        assertThat(plan.of(Stage.Kind.IMAGES).get(0).amount()).isEqualTo("3 images");
        assertThat(plan.of(Stage.Kind.FEATURES)).extracting(Stage::amount).containsExactly("27 texts", "27 texts");
    }

    @Test
    void damagedAssetsAreToldAndCountAsMissing() throws IOException {
        Path models = blip2();
        Files.write(models.resolve(ModelFolder.BLIP2).resolve("model.safetensors"), new byte[20]);
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(Files.createDirectories(data.resolve("refcocog")).resolve("refs(umd).p"), "no pickle");
        Plan plan = plan(Optional.of(models), Optional.of(data), FROZEN);

        assertThat(plan.missing()).hasSize(6);
        assertThat(plan.missing().get(0).found()).contains("model.safetensors");
        assertThat(plan.missing().get(3).found()).contains("refcocog");
    }

    @Test
    void effortIsThatOfTheProbesThatRun() {
        WorldData data =
                WorldData.of(World.defaults()).withSizes(WorldSizes.defaults().withScenes(60, 40, 40));
        ComputedRuns runs = ComputedRuns.in(data, RunStore.in(folder));
        for (RunRequest request : List.of(
                FROZEN,
                JOINT,
                RunRequest.joint(ProbedModel.BLIP2, ProbedTask.RCM),
                FROZEN.atLayer(2),
                FROZEN.withHead(HeadSize.SWIGLU_4))) {
            ProbePlan plan = runs.probe(request).orElseThrow().plan();
            Effort effort = Effort.of(Scale.MINI, request);
            assertThat(effort.trials()).as("%s", request).isEqualTo(plan.trials());
            assertThat(effort.seeds()).isEqualTo(plan.seeds());
            assertThat(effort.batch()).isEqualTo(plan.trial().options().batch());
            if (plan.trials() == 0) {
                assertThat(effort.mostEpochs()).isEqualTo(plan.trial().options().epochs());
            }
            assertThat(Effort.parameters(Scale.MINI, request, 8, 64))
                    .isEqualTo(plan.trial().parameters(8, 64));
        }
    }

    @Test
    void timeIsOperationsBySpeedWithReadingAndDecodingBesides() {
        Stage stage = new Stage(Stage.Kind.FROZEN, "a probe", "1 seed", 4e12, 0, 3e9, 0, Optional.empty());
        assertThat(Speed.stated(2e12).seconds(stage)).isEqualTo(2 + 3);
        Stage joint = new Stage(Stage.Kind.JOINT, "a model", "1 seed", 4e12, 0, 0, 500, Optional.empty());
        assertThat(new Speed(1e12, 4e12, 0.01, "made up").seconds(joint)).isEqualTo(1 + 5);
    }

    @Test
    void viltDecodesAPhotographForEveryTextOfEveryEpoch() {
        Stage vilt = plan(Optional.empty(), Optional.empty(), RunRequest.joint(ProbedModel.VILT, ProbedTask.RCM))
                .of(Stage.Kind.JOINT)
                .get(0);
        assertThat(vilt.pictures()).isEqualTo((10 * 100 + 3 * 150) * (46_000.0 + 3_000));
    }

    @Test
    void thisMachineHasASpeed() {
        Speed speed = SpeedTrial.of(MiniConfigs.vision(), MiniConfigs.qformer()).measure();
        assertThat(speed.encoding()).isBetween(1e7, 1e15);
        assertThat(speed.training()).isBetween(1e7, 1e15);
        assertThat(speed).asString().contains("measured on cpu");
    }

    @Test
    void numbersAreShownWithTheirUnits() {
        assertThat(TimedPlan.operations(1.34e16)).isEqualTo("13.4 PFLOP");
        assertThat(TimedPlan.operations(999.9e9)).isEqualTo("1.00 TFLOP");
        assertThat(TimedPlan.bytes(18.671e9)).isEqualTo("18.7 GB");
        assertThat(TimedPlan.time(59)).isEqualTo("59 s");
        assertThat(TimedPlan.time(7200)).isEqualTo("2.0 h");
        assertThat(TimedPlan.time(3.6e6)).isEqualTo("1,000 h");
    }

    private static Plan plan(Optional<Path> models, Optional<Path> data, RunRequest... requests) {
        return Planning.paper(new ModelFolder(models), data)
                .of(new PlannedRequests(new LinkedHashSet<>(Arrays.asList(requests)), Set.of(), Set.of()));
    }

    private Path blip2() {
        Path models = folder.resolve("models");
        Blip2Config config = MiniConfigs.blip2();
        RandomCheckpoint.blip2(config, 1).write(models.resolve(ModelFolder.BLIP2));
        return models;
    }

    private static InstructBlipConfig narrow() {
        return MiniConfigs.instructBlip();
    }

    private static void vsr(Path data) throws IOException {
        Path random = Files.createDirectories(data.resolve("vsr/random"));
        for (String file : List.of("train.jsonl", "dev.jsonl", "test.jsonl")) {
            Files.writeString(random.resolve(file), STATEMENT + "\n");
        }
    }

    /** In each split an image with a thing in each of nine cells. */
    private static void refCocoG(Path data) throws IOException {
        StringBuilder references = new StringBuilder("(l");
        StringJoiner objects = new StringJoiner(",");
        StringJoiner images = new StringJoiner(",");
        for (int split = 0; split < 3; split++) {
            String name = String.format("COCO_train2014_%012d", split + 1);
            images.add("{\"id\":" + split + ",\"width\":90,\"height\":90,\"file_name\":\"" + name + ".jpg\"}");
            for (int cell = 0; cell < 9; cell++) {
                int id = 9 * split + cell;
                objects.add(String.format(
                        "{\"id\":%d,\"image_id\":%d,\"category_id\":1,\"bbox\":[%d,%d,10,10],\"area\":100,\"iscrowd\":0}",
                        id, split, 30 * (cell % 3) + 10, 30 * (cell / 3) + 10));
                references.append(reference(id, split, name));
            }
        }
        Path target = Files.createDirectories(data.resolve("refcocog"));
        Files.writeString(target.resolve("refs(umd).p"), references + ".");
        Files.writeString(
                target.resolve("instances.json"),
                "{\"images\":[" + images + "],\"annotations\":[" + objects
                        + "],\"categories\":[{\"id\":1,\"name\":\"person\",\"supercategory\":\"person\"}]}");
    }

    /** In Python's protocol 0, as an item of a list. */
    private static String reference(int id, int split, String image) {
        String number = "I" + id + "\ns";
        String sentence = "(dS'raw'\nS'thing %d'\nsS'sent'\nS'thing %d'\nsS'sent_id'\nI%d\nsS'tokens'\n(lS'thing'\nasa";
        return "(dS'ref_id'\n" + number + "S'ann_id'\n" + number + "S'category_id'\nI1\nsS'image_id'\nI" + split
                + "\nsS'file_name'\nS'" + image + "_" + id + ".jpg'\nsS'split'\nS'"
                + List.of("train", "val", "test").get(split) + "'\nsS'sent_ids'\n(lI" + id + "\nasS'sentences'\n(l"
                + String.format(sentence, id, id, id) + "sa";
    }

    /** COCO's first ones, empty: a plan does not open them. */
    private static void photographs(Path data, int count) throws IOException {
        Path coco = Files.createDirectories(data.resolve("coco/train2017"));
        for (int i = 1; i <= count; i++) {
            Files.createFile(coco.resolve(String.format("%012d.jpg", i)));
        }
    }
}
