package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.Mode;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import dev.sonde.world.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Instruction tuning of InstructBLIP (Dai et al. 2023, section 2): the Q-Former and the projection of its queries learn to
 * make a language model say the right answers; image encoder and language model are frozen.
 *
 * <p>It is tuned on questions that need no location and on captions. Statements such as VSR's are not among them, as VSR is
 * one of the datasets that the paper holds out, nor are cells of the image.
 *
 * <p>Each example counts alike, however long its answer is: LAVIS takes the mean over the tokens of a batch, which comes from
 * one dataset there.
 */
public final class InstructStage implements Stage {
    private final InstructBlip model;
    private final SceneFeed scenes;
    private final SceneTokens tokens;
    private final InstructEvaluation evaluation;
    private final int batch;
    private final int describePercent;
    private final Answering answering;

    /**
     * @param input the way of a text into the Q-Former and into the language model
     * @param scenes to train with
     * @param tokens of these scenes
     * @param batch scenes of a step, with one instruction each
     * @param describePercent how many instructions in a hundred ask for a caption; the others are questions
     */
    public InstructStage(
            Torch torch,
            InstructBlip model,
            TextInput input,
            SceneFeed scenes,
            SceneTokens tokens,
            InstructEvaluation evaluation,
            int batch,
            int describePercent) {
        this.model = model;
        this.scenes = scenes;
        this.tokens = tokens;
        this.evaluation = evaluation;
        this.batch = batch;
        this.describePercent = describePercent;
        answering = new Answering(torch, model, input);
    }

    @Override
    public String name() {
        return "instruction tuning, " + describePercent + " % captions";
    }

    /** Of the Q-Former and the projection. */
    @Override
    public Map<String, NDArray> weights() {
        Map<String, NDArray> weights = new LinkedHashMap<>(model.parameters().arrays());
        weights.keySet().removeIf(name -> name.startsWith("vision_model.") || name.startsWith("language_model."));
        return weights;
    }

    @Override
    public StepLoss loss(long step, long steps, Random draws) {
        int[] places = scenes.draw(draws, batch);
        List<Instruction> asked = new ArrayList<>();
        for (Scene scene : scenes.scenes(places)) {
            asked.add(Instruction.of(scenes.data(), scene, describePercent, draws));
        }
        return StepLoss.of(
                answering.losses(tokens.of(places), asked, Mode.TRAIN).get(0), 1);
    }

    @Override
    public Map<String, Double> evaluate() {
        return evaluation.of(model);
    }
}
