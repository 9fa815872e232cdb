package dev.sonde.display;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** First sentences of a class's Javadoc, read from the source in its jar by the JDK's own parser; empty without either. */
final class Javadoc {
    private static final String SOURCES = "META-INF/sonde-sources/";

    private final Map<String, String> sentences = new HashMap<>();

    private Javadoc() {}

    static Javadoc of(Class<?> type) {
        Javadoc javadoc = new Javadoc();
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        try {
            String source = source(outer);
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            if (!source.isEmpty() && compiler != null) {
                javadoc.read(compiler, source, type.getSimpleName());
            }
        } catch (IOException e) {
            return javadoc; // help without words is still help
        }
        return javadoc;
    }

    /** Of the class. */
    String firstSentence() {
        return sentences.getOrDefault("", "");
    }

    /** Of its first method with this name and number of parameters. */
    String firstSentence(String method, int parameters) {
        return sentences.getOrDefault(method + "/" + parameters, "");
    }

    private static String source(Class<?> outer) throws IOException {
        String path = SOURCES + outer.getName().replace('.', '/') + ".java";
        ClassLoader loader = outer.getClassLoader();
        if (loader == null) {
            return "";
        }
        try (InputStream in = loader.getResourceAsStream(path)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void read(JavaCompiler compiler, String source, String simpleName) throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(
                null, null, diagnostic -> {}, List.of("-proc:none"), null, List.of(new Source(source)));
        DocTrees trees = DocTrees.instance(task);
        for (CompilationUnitTree unit : task.parse()) {
            new Reader(trees, simpleName).scan(unit, null);
        }
    }

    private final class Reader extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final String simpleName;

        Reader(DocTrees trees, String simpleName) {
            this.trees = trees;
            this.simpleName = simpleName;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (type.getSimpleName().contentEquals(simpleName)) {
                keep("", getCurrentPath());
                for (Tree member : type.getMembers()) {
                    if (member instanceof MethodTree method) {
                        keep(
                                method.getName() + "/" + method.getParameters().size(),
                                new TreePath(getCurrentPath(), method));
                    }
                }
            }
            return super.visitClass(type, nothing);
        }

        private void keep(String key, TreePath path) {
            DocCommentTree comment = trees.getDocCommentTree(path);
            if (comment != null) {
                StringBuilder text = new StringBuilder();
                comment.getFirstSentence().forEach(part -> text.append(part));
                sentences.putIfAbsent(key, plain(text.toString()));
            }
        }

        /** Tags of Javadoc and HTML taken out, white space folded. */
        private static String plain(String text) {
            return text.replaceAll("\\{@(?:code|link|linkplain|literal)\\s+([^}]*)}", "$1")
                    .replaceAll("<[^>]*>", "")
                    .replaceAll("\\s+", " ")
                    .strip();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
