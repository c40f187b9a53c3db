#!/bin/sh
# Installs what the tests need beside npm's packages, by Debian's packages: PostgreSQL's programs (no server has to run),
# nginx, LibreOffice's spreadsheet, and on Debian a Chromium, since Playwright's own comes from a host that many machines
# do not reach. Does nothing where all is there. Elsewhere it names what is missing, and the tests that need it say so.
set -e
PATH="$PATH:/usr/sbin"

has() { command -v "$1" >/dev/null 2>&1; }
missing=
has initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
has nginx || missing="$missing nginx-light"
[ -e "$(dirname "$(readlink -f "$(command -v soffice || echo /none)")")/libsclo.so" ] || missing="$missing libreoffice-calc-nogui"
if [ -z "$CHROMIUM_PATH" ] && grep -qs '^ID=debian' /etc/os-release; then
  has chromium-headless-shell || has chromium || has google-chrome || missing="$missing chromium-headless-shell"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root='sudo -n'; else has() { false; }; fi
if ! has apt-get; then
  echo "The tests want these programs, by the names of Debian's packages:$missing. Please install them."
  exit 0
fi
echo "Installing for the tests:$missing"
# No program starts by itself: neither a PostgreSQL for the whole machine nor nginx. The two files go again.
$root env DEBIAN_FRONTEND=noninteractive sh -e -c '
  policy=/usr/sbin/policy-rc.d
  cluster=/etc/postgresql-common/createcluster.d/openports-tests.conf
  trap "rm -f $cluster" EXIT
  mkdir -p "$(dirname $cluster)" && echo "create_main_cluster = false" >$cluster
  if [ ! -e $policy ]; then
    trap "rm -f $cluster $policy" EXIT
    printf "#!/bin/sh\nexit 101\n" >$policy && chmod +x $policy
  fi
  apt-get update -q
  apt-get install -yq --no-install-recommends "$@"
' sh $missing
