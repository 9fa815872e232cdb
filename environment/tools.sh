# shellcheck shell=sh
# Finds the JDK and the Python that everything here runs on. Sourced by the other commands, after `cd` to the root.
# Sets `jdk` (its home), `jdk_version` (17, 21, …) and `python`; each failure says what to install.

fail() {
  printf '%s\n' "$(basename "$0"): $*" >&2
  exit 1
}

# Maven, pip and Jupyter all write below HOME; a service user or a bare container may have none.
if [ -z "${HOME-}" ]; then
  HOME=$PWD/target/home
  mkdir -p "$HOME"
  export HOME
fi

find_jdk() {
  if [ -n "${JAVA_HOME-}" ]; then
    [ -x "$JAVA_HOME/bin/java" ] || fail "JAVA_HOME is $JAVA_HOME, but $JAVA_HOME/bin/java does not exist.
  Point JAVA_HOME at a JDK 17 or later, or unset it to use the java on PATH."
    java=$JAVA_HOME/bin/java
  else
    java=$(command -v java) || fail "no java on PATH and JAVA_HOME is not set.
  $jdk_advice"
  fi
  settings=$("$java" -XshowSettings:properties -version 2>&1) || fail "$java does not run:
$settings"
  jdk=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.home = //p')
  jdk_version=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.specification\.version = //p')
  [ "${jdk_version%%.*}" -ge 17 ] 2>/dev/null || fail "JDK 17 or later is needed; $java is version ${jdk_version:-unknown}.
  $jdk_advice"
  # Debian's JRE packages list the modules of a JDK but lack its commands: ask for both.
  for part in javac jshell; do
    [ -x "$jdk/bin/$part" ] || fail "$jdk is a Java runtime without $part.
  $jdk_advice"
  done
  modules=$("$jdk/bin/java" --list-modules)
  for module in jdk.compiler jdk.jshell; do
    case "$modules" in
      *"$module@"*) ;;
      *) fail "the Java in $jdk lacks the module $module.
  $jdk_advice" ;;
    esac
  done
}

jdk_advice="Install a JDK 17 or later (Debian, Ubuntu: apt install default-jdk-headless; others: https://adoptium.net)
  and, if several are installed, point JAVA_HOME at it."

find_python() {
  if [ -n "${PYTHON-}" ]; then
    candidates=$PYTHON
  else
    candidates="python3 python3.14 python3.13 python3.12 python3.11 python3.10"
  fi
  why=
  for python in $candidates; do
    found=$("$python" -c '
import sys
if sys.version_info < (3, 10):
    print("is version %d.%d" % sys.version_info[:2])
else:
    try:
        import ensurepip, venv
    except ImportError:
        print("has no venv module")
    else:
        print("good")' 2>/dev/null) || continue
    [ "$found" != good ] || return 0
    why="$why
  $python $found"
  done
  fail "Python 3.10 or later with venv is needed.${why:-
  None of these runs: $candidates}
  Install it (Debian, Ubuntu: apt install python3 python3-venv), or name one: PYTHON=/path/to/python3."
}

# How PyTorch uses the processors, unless the user has said so: as environment/kernel_spec.py does for notebooks.
use_threads() {
  cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  OMP_WAIT_POLICY=${OMP_WAIT_POLICY-passive}
  OMP_NUM_THREADS=${OMP_NUM_THREADS-$((cores < 8 ? cores : 8))}
  export OMP_WAIT_POLICY OMP_NUM_THREADS
}

# A path as the caller wrote it, who was in the folder $caller.
absolute() {
  case $1 in /*) printf '%s\n' "$1" ;; *) printf '%s\n' "$caller/$1" ;; esac
}
