# shellcheck shell=bash disable=SC2034 # the scripts use the variables
# The part that the scripts for a cluster share: options, refusals, the context, and the waiting for pods.
#
# Exit codes: 2 bad usage; 3 the cluster is not as expected; 4 a program, the cluster or the lab is missing.

program=${0##*/}
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
namespace=service-mesh-lab
ours=app.kubernetes.io/part-of=service-mesh-lab
# The release of Istio that scripts/install-istio installs, and on which the lab was seen.
istio_version=1.31.1
# The words behind the options of a command line.
operands=()
context=''

say() { printf '%s: %s\n' "$program" "$*" >&2; }

fail() { # exit code, one line with the remedy
  say "$2"
  exit "$1"
}

((BASH_VERSINFO[0] >= 4)) || fail 4 'bash 4 or newer is needed, and this one is older; on macOS: brew install bash'

misused() { fail 2 "$1; scripts/$program --help has the usage"; }

missing() { fail 4 "$1"; }

usage() { # the head comment of the script
  sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"
}

# Reads options into variables of their names. Every script has --context and --help.
read_options() { # the script's own options, those with a value ending in =; the arguments
  local known=" $1 context= " option
  shift
  while (($# > 0)); do
    option=${1#--} option=${option%%=*}
    if [[ $1 != -* ]]; then
      operands+=("$1")
    elif [[ $1 = -h || $1 = --help ]]; then
      usage && exit
    elif [[ $option = *[!a-z]* ]]; then
      misused "there is no option $1"
    elif [[ $known = *" $option "* && $1 = "--$option" ]]; then
      printf -v "$option" yes
    elif [[ $known != *" $option= "* ]]; then
      misused "there is no option $1"
    elif [[ $1 = *=?* ]]; then
      printf -v "$option" %s "${1#*=}"
    elif [[ $1 = "--$option" && -n ${2-} ]]; then
      printf -v "$option" %s "$2"
      shift
    else
      misused "--$option needs a value"
    fi
    shift
  done
}

no_operands() { ((${#operands[@]} == 0)) || misused "'${operands[0]}' is not expected"; }

# It reads to the end, since the program before it in a pipe would fail otherwise.
has_line() { grep -Fx -e "$1" >/dev/null; }

need() { # program, remedy
  command -v "$1" >/dev/null || missing "$1 is not on PATH; $2"
}

need_docker() {
  need docker 'install it: https://docs.docker.com/engine/install/'
  docker info >/dev/null 2>&1 || missing 'docker does not answer; start its daemon'
}

# The kind cluster of --context; the lab's own where that is not given, never the current context's.
use_kind() {
  need kind 'install it: https://kind.sigs.k8s.io/docs/user/quick-start/'
  need_docker
  context=${context:-kind-$namespace}
  [[ $context = kind-?* ]] || misused "the context '$context' is not one of kind, whose contexts begin with kind-"
  cluster=${context#kind-}
}

kind_has_cluster() { kind get clusters 2>/dev/null | has_line "$cluster"; }

kube() { kubectl --context="$context" --namespace="$namespace" "$@"; }

find_context() {
  need kubectl 'install it: https://kubernetes.io/docs/tasks/tools/'
  [ -n "$context" ] || context=$(kubectl config current-context 2>/dev/null) ||
    missing 'kubectl has no current context; name one with --context, or a kubeconfig with KUBECONFIG'
  kubectl config get-contexts --output=name | has_line "$context" ||
    missing "kubectl has no context '$context'; kubectl config get-contexts lists them"
}

use_cluster() {
  find_context
  kube get --raw /version --request-timeout=10s >/dev/null 2>&1 ||
    missing "the cluster of context '$context' does not answer; start it, or name another with --context"
  say "context $context, namespace $namespace"
}

# Asks before a change, since the current context may be one that others work with.
confirm() { # the change
  local answer
  [ -z "$yes" ] || return 0
  [[ -t 0 && -t 2 ]] || misused "to $1 in context '$context' without a terminal needs --yes"
  read -r -p "$program: $1 in context '$context'? [y/N] " answer || answer=''
  [[ $answer = [yY]* ]] || fail 3 'nothing was changed'
}

namespace_exists() {
  local found
  found=$(kube get namespace "$namespace" --ignore-not-found --output=name) ||
    missing "namespace $namespace cannot be read in context '$context'; the reason is above"
  [ -n "$found" ]
}

# A namespace of that name which does not have the lab's label belongs to other people.
need_own_namespace() {
  [ -n "$(kube get namespace --selector="$ours" --field-selector="metadata.name=$namespace" --output=name)" ] ||
    fail 3 "namespace $namespace is not the lab's; if it is, say so: kubectl label namespace $namespace $ours"
}

need_lab() {
  kube get deployment client client-standalone server >/dev/null 2>&1 ||
    missing "the lab is not in context '$context'; scripts/deploy puts it there"
}

has_istio() { kube get --raw /apis/networking.istio.io/v1 >/dev/null 2>&1; }

need_istio() { # remedy
  has_istio || missing "Istio is not installed in context '$context'; $1"
}

has_sidecar() { # deployment
  kube get pods --selector="app=$1" \
    --output=jsonpath='{.items[*].spec.containers[*].name} {.items[*].spec.initContainers[*].name}' |
    grep -w istio-proxy >/dev/null
}

images() { # of manifests on standard input
  sed -n 's/^ *\(- \)\{0,1\}image: *//p' | sort -u
}

an_image_is_missing() {
  kube get pods --output=jsonpath='{.items[*].status.containerStatuses[*].state.waiting.reason}' |
    grep -E 'ErrImagePull|ImagePullBackOff|ErrImageNeverPull' >/dev/null
}

wait_for_rollout() { # deployment
  local end=$((SECONDS + 180))
  say "waiting for $1"
  until kube rollout status "$1" --timeout=5s >/dev/null 2>&1; do
    ! an_image_is_missing ||
      missing "the cluster does not find an image; docs/kubernetes.md says how to build and load both"
    ((SECONDS < end)) || fail 3 "$1 is not ready after 3 minutes; scripts/collect-logs gathers what may say why"
    sleep 1
  done
}

wait_for_rollouts() {
  local deployment
  for deployment in $(kube get deployments --selector="$ours" --output=name); do
    wait_for_rollout "$deployment"
  done
}
