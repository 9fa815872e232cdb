package dev.sonde.display;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
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
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        } catch (IOException | LinkageError e) {
            return javadoc; // help without words, or on a runtime without a compiler, is still help
        }
        return javadoc;
    }

    /** Of the class. */
    String firstSentence() {
        return sentences.getOrDefault("", "");
    }

    /** Of the method, or of the record's component that it gives. */
    String firstSentence(Method method) {
        String key = Arrays.stream(method.getGenericParameterTypes())
                .map(type -> simple(type.getTypeName()))
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
        return sentences.getOrDefault(key, "");
    }

    /** A type's name as source and reflection both write it: no package, no outer class, no type arguments. */
    private static String simple(String type) {
        String raw = type.replaceAll("<.*>", "").replace("...", "[]");
        return raw.substring(Math.max(raw.lastIndexOf('.'), raw.lastIndexOf('$')) + 1);
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
                DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
                if (comment != null) {
                    sentences.put("", plain(comment.getFirstSentence()));
                    comment.getBlockTags().forEach(this::keepComponent);
                }
                for (Tree member : type.getMembers()) {
                    if (member instanceof MethodTree method) {
                        keep(method, trees.getDocCommentTree(new TreePath(getCurrentPath(), method)));
                    }
                }
            }
            return super.visitClass(type, nothing);
        }

        /** A record's components are documented as its parameters: that is what their accessors give. */
        private void keepComponent(DocTree tag) {
            if (tag instanceof ParamTree component && !component.isTypeParameter()) {
                sentences.putIfAbsent(component.getName() + "()", plain(component.getDescription()));
            }
        }

        private void keep(MethodTree method, DocCommentTree comment) {
            if (comment != null) {
                sentences.put(key(method), plain(comment.getFirstSentence()));
            }
        }

        private static String key(MethodTree method) {
            return method.getParameters().stream()
                    .map(p -> simple(p.getType().toString()))
                    .collect(Collectors.joining(",", method.getName() + "(", ")"));
        }

        /** Tags of Javadoc and HTML taken out, white space folded. */
        private static String plain(List<? extends DocTree> parts) {
            return parts.stream()
                    .map(Reader::plain)
                    .collect(Collectors.joining())
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private static String plain(DocTree part) {
            if (part instanceof TextTree text) {
                return text.getBody();
            }
            if (part instanceof LiteralTree literal) {
                return literal.getBody().getBody();
            }
            if (part instanceof LinkTree link) {
                return link.getLabel().isEmpty()
                        ? link.getReference().getSignature().replaceFirst("^#", "")
                        : plain(link.getLabel());
            }
            return part instanceof EntityTree entity ? entity.toString() : "";
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
