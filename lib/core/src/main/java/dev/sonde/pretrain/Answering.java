package dev.sonde.pretrain;

import ai.djl.ndarray.NDArray;
import dev.sonde.model.ImageKeys;
import dev.sonde.model.InstructBlip;
import dev.sonde.model.Mode;
import dev.sonde.model.QFormer;
import dev.sonde.pretrain.NextTokens.Texts;
import dev.sonde.text.TextInput;
import dev.sonde.torch.Torch;
import java.util.List;
import java.util.Optional;

/**
 * The way of instruction tuning through InstructBLIP: the Q-Former reads the instruction beside the image, its queries are
 * projected before the instruction, and the language model shall say the answer.
 */
final class Answering {
    private final Torch torch;
    private final InstructBlip model;
    private final TextInput input;
    private final NextTokens next;

    /** @param input the way of a text into the Q-Former and into the language model, whose tokens are the same */
    Answering(Torch torch, InstructBlip model, TextInput input) {
        this.torch = torch;
        this.model = model;
        this.input = input;
        next = new NextTokens(torch, model.language());
    }

    /**
     * The mean loss of the answers, and for each 1 if it is what the model says, as {@link NextTokens#losses}.
     *
     * @param images tokens of an image for each instruction, [B, N, V]
     */
    List<NDArray> losses(NDArray images, List<Instruction> asked, Mode mode) {
        List<int[]> prompts =
                asked.stream().map(one -> TextRows.ids(input, one.prompt())).toList();
        QFormer qformer = model.qformer();
        ImageKeys keys = qformer.look(images);
        NDArray queries = qformer.resample(
                        keys,
                        Optional.of(
                                TextRows.batch(torch, prompts, input.tokenizer().paddingId())),
                        List.of(qformer.layers()),
                        mode)
                .get(0); // (B, Q, H)
        Texts texts = Texts.answers(torch, input, asked);
        List<NDArray> states = model.languageStates(model.project(queries), texts.tokens());
        return next.losses(states.get(states.size() - 1), qformer.queries(), texts);
    }
}
