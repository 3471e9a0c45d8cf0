# Private servers for the recorded verdicts: MariaDB from the machine or Debian's package, MySQL from a Debian sid of its own.
# Nothing of a server that already runs on the machine is used or touched.
# shellcheck shell=bash
# shellcheck disable=SC2034

servers=(mariadb-10.11 mysql-9.7)
# A Debian sid with mysql-server in it: the only place where Debian has MySQL. About 900 MB.
mysql_root=$tools/mysql-9.7

server_dir='' server_pid='' server_port=''

is_root() { [[ $(id -u) == 0 ]]; }
is_debian() { grep -qs '^ID=debian' /etc/os-release; }

# is_server NAME COMMAND...: the program says that it is the version in the name.
is_server() {
  local wanted=${1#*-}
  shift
  [[ "$("$@" --version 2>/dev/null)" == *"Ver $wanted."* ]]
}

install_packages() { DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends "$@" </dev/null >&2; }

# Debian keeps the server where only root's PATH leads.
find_mariadb() {
  PATH=$PATH:/usr/sbin:/usr/local/sbin
  is_server mariadb-10.11 mariadbd && have mariadb-install-db
}

need_mariadb() {
  find_mariadb && return
  if is_root && is_debian && ! have mariadbd; then
    step "Installing MariaDB for the recorded verdicts from Debian (about 30 seconds, 150 MB)"
    apt-get -q update >&2 || true
    # The cores have the programs alone: no service is started. Another Debian has another version. A grep that stops at the first
    # line (-q) ends what writes to it, and with it the pipe.
    if apt-cache policy mariadb-server-core | grep 'Candidate: 1:10\.11\.' >/dev/null; then
      install_packages mariadb-server-core mariadb-client-core || true
      find_mariadb && return
    fi
  fi
  warn "MariaDB 10.11 is not here$(have mariadbd && echo ", but $(mariadbd --version)")."
  note "Debian 12: sudo apt-get install mariadb-server"
  return 1
}

have_mysql() { is_root && [[ -x "$mysql_root/usr/sbin/mysqld" ]] && is_server mysql-9.7 chroot "$mysql_root" mysqld; }

need_mysql() {
  have_mysql && return
  if ! is_root || ! is_debian; then
    warn "MySQL 9.7 is not here; it can be had as root on Debian."
    return 1
  fi
  step "Getting a Debian sid with MySQL into $mysql_root (about 2 minutes, 900 MB)"
  local mirror stage=$mysql_root.new
  apt-get -q update >&2 || true
  have debootstrap || install_packages debootstrap || return 1
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m1 '/debian/*$') || return 1
  mkdir -p "$tools"
  rm -rf --one-file-system "$stage" "$mysql_root"
  debootstrap --variant=minbase --include=mysql-server sid "$stage" "$mirror" </dev/null >&2 || return 1
  rm -rf "$stage"/var/cache/apt/archives/*.deb "$stage"/var/lib/apt/lists/*
  mv "$stage" "$mysql_root"
  have_mysql && return
  warn "Debian sid has another MySQL now: $(chroot "$mysql_root" mysqld --version)"
  return 1
}

# need_server NAME
need_server() { if [[ "$1" == mariadb-* ]]; then need_mariadb; else need_mysql; fi; }

# start_server NAME: sets server_port. Its data lie in a new folder, which stop_server removes.
start_server() {
  step "Starting a private $1 (about 15 seconds)"
  server_port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  # What a crash would lose is not needed: no log, no waiting for the disk.
  local common=(--no-defaults --port="$server_port" --bind-address=127.0.0.1 --innodb-flush-method=nosync
    --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 --innodb-buffer-pool-size=64M --performance-schema=OFF)
  if [[ "$1" == mariadb-* ]]; then start_mariadb; else start_mysql; fi
}

start_mariadb() {
  server_dir=$(mktemp -d "${TMPDIR:-/tmp}/verdicts.XXXXXX")
  local log=$server_dir/log user=()
  is_root && user=(--user=root)
  # Without --force it wants to look up the machine's name, which not every machine can.
  mariadb-install-db --no-defaults "${user[@]}" --datadir="$server_dir/data" --skip-test-db --force \
    --auth-root-authentication-method=normal >"$log" 2>&1 || { cat "$log" >&2; return 1; }
  mariadbd "${common[@]}" "${user[@]}" --debug-no-sync --datadir="$server_dir/data" --socket="$server_dir/socket" \
    --pid-file="$server_dir/pid" </dev/null >>"$log" 2>&1 &
  server_pid=$!
}

start_mysql() {
  server_dir=$(mktemp -d "$mysql_root/tmp/verdicts.XXXXXX")
  local log=$server_dir/log within=${server_dir#"$mysql_root"} sid=(chroot "$mysql_root" mysqld)
  "${sid[@]}" --no-defaults --user=root --initialize-insecure --datadir="$within/data" --innodb-flush-method=nosync \
    >"$log" 2>&1 || { cat "$log" >&2; return 1; }
  "${sid[@]}" "${common[@]}" --user=root --datadir="$within/data" --socket="$within/socket" --pid-file="$within/pid" \
    --mysqlx=OFF --skip-log-bin </dev/null >>"$log" 2>&1 &
  server_pid=$!
}

# Ends the server by its own process id, and waits for it.
stop_server() {
  if [[ -n "$server_pid" ]]; then
    # Nothing of it is kept, so it need not end in order.
    kill -KILL "$server_pid" 2>/dev/null || true
    wait "$server_pid" 2>/dev/null || true
  fi
  [[ -n "$server_dir" ]] && rm -rf --one-file-system "$server_dir"
  server_pid='' server_dir=''
}
