package dev.sonde.text;

import dev.sonde.display.SondeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Reads the files that describe a {@link LlamaTokenizer}; native code sees only what has been looked through. */
final class LlamaFiles {
    /**
     * What is in a file.
     *
     * @param special the tokens that stand for no text
     * @param foundByUs those of them that Sonde has to find in a text; the native code finds the others, as the spaces
     *     around them depend on its settings
     * @param open loads the native code
     */
    record Content(
            String place,
            Vocabulary vocabulary,
            List<AddedToken> special,
            List<AddedToken> foundByUs,
            Supplier<NativePieces> open) {}

    private LlamaFiles() {}

    static Content read(Path path) {
        Path file = Files.isDirectory(path) ? inside(path) : path;
        byte[] bytes = VocabularyFile.bytes(file);
        return file.getFileName().toString().endsWith(".json")
                ? ofJson(file.toString(), bytes)
                : ofModel(file.toString(), bytes);
    }

    private static Path inside(Path folder) {
        return List.of("tokenizer.json", "tokenizer.model").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new SondeException(
                                folder + " holds no tokenizer: expected tokenizer.json or tokenizer.model",
                                "Give the folder of the language model (for InstructBLIP: Vicuna-7B v1.1) or one of these files."));
    }

    private static Content ofJson(String place, byte[] bytes) {
        TokenizerJson json = TokenizerJson.parse(
                place,
                bytes,
                "BPE",
                "Give the tokenizer.json of a LLaMA or Vicuna model; that of the Q-Former is read by BertTokenizer.");
        List<AddedToken> special =
                json.added().stream().filter(AddedToken::special).toList();
        return new Content(place, json.vocabulary(), special, List.of(), () -> NativePieces.ofJson(place, bytes));
    }

    private static Content ofModel(String place, byte[] bytes) {
        SentencePieceModel model = SentencePieceModel.parse(place, bytes);
        Vocabulary vocabulary = model.vocabulary();
        List<AddedToken> special = model.markers().stream()
                .map(token -> AddedToken.special(token, vocabulary.find(token)))
                .toList();
        return new Content(
                place,
                vocabulary,
                special,
                special,
                () -> NativePieces.ofModel(place, bytes, vocabulary, vocabulary.find(model.unknown())));
    }
}
