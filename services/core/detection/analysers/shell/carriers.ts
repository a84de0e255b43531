/**
 * Programs that carry a command to other machines, containers, guests or services: which of their words is the command differs from
 * one to the next and from version to version, so all that can be one is taken for it.
 */
import { baseName, optionSet } from './call.ts';
import type { Inner } from './wrappers.ts';

const CARRIERS: ReadonlySet<string> = new Set(
  [
    // Fleets.
    'salt salt-call salt-ssh salt-run ansible ansible-console pssh parallel-ssh prsh pdsh clush dsh mussh cexec psh xdsh xcatdsh rocks fab knife mco bolt cap juju',
    // Machines.
    'rsh rexec remsh mosh et dbclient plink putty tsh tailscale kitten sshrc gossh cf eb dokku railway render platform platform.sh nomad consul',
    // Clouds.
    'az aws gcloud gcutil fly flyctl heroku doctl hcloud linode-cli oci ibmcloud aliyun scw exo openstack copilot ecs-exec',
    // Containers and clusters.
    'podman-remote k3s k0s microk8s minikube rancher crictl ctr buildah incus lxc-attach lxc-execute pct qm virsh vmrun VBoxManage vboxmanage prlctl multipass limactl lima colima vagrant distrobox distrobox-enter distrobox-host-exec toolbox flatpak flatpak-spawn machinectl systemd-nspawn singularity apptainer bwrap jexec iocage bastille jail devcontainer ddev lando sail docksal gitpod coder firecracker orb orbctl',
    // Others that start something behind many words of their own.
    'nix guix direnv op chamber aws-vault infisical doppler teller sops with-contenv just nodemon watchman hyperfine terminator tilix gnome-terminal konsole xfce4-terminal wezterm foot st lxterminal zellij byobu at batch cmake',
  ]
    .join(' ')
    .split(' '),
);
/** What a command begins with that is carried as words of its own. */
const STARTS: ReadonlySet<string> = optionSet(
  'rm unlink rmdir srm shred wipe dd find wipefs blkdiscard mkfs mkfs.ext4 mkfs.xfs fdisk sfdisk parted mkswap truncate mv cp tee ln chmod chown chattr sh bash zsh dash ash ksh fish busybox toybox sudo doas su env nohup nice timeout setsid eval xargs chroot nsenter unshare systemctl shutdown reboot halt poweroff init telinit kill killall killall5 pkill crontab userdel deluser iptables nft kubectl docker podman helm psql mysql mariadb redis-cli mongosh mongo sqlite3 dropdb terraform tofu curl wget nc ncat socat python python2 python3 perl ruby node php git lvremove vgremove zfs zpool apt-get apt yum dnf rpm dpkg',
);
const MOST_WORDS = 64;

export function isCarrier(name: string): boolean {
  return CARRIERS.has(name) || name.startsWith('ld-') || name.startsWith('qemu-');
}

export function carried(args: readonly string[]): Inner[] {
  const inner: Inner[] = [];
  let from = -1;
  const words = args.slice(0, MOST_WORDS);
  for (const [at, word] of words.entries()) {
    if (from === -1 && (word === '--' || STARTS.has(baseName(word)))) from = word === '--' ? at + 1 : at;
    if (word.includes(' ')) for (const code of codesIn(word)) inner.push({ code });
    else if (word.includes('["')) for (const code of codesIn(word)) inner.push({ code });
  }
  if (from !== -1 && from < args.length) inner.push({ argv: args.slice(from) });
  return inner;
}

/** `rm -rf /`, `cmd='rm -rf /'`, `commands=["rm -rf /"]`, `{"command":["rm","-rf","/"]}`. */
function codesIn(word: string): string[] {
  const text = word.replace(/^-{0,2}[A-Za-z][\w.:-]{0,60}=/, '');
  if (!/^\s*[[{]/.test(text)) return text.startsWith('-') ? [] : [text.replace(/^[\w-]{1,40}:(?=\S)/, '')];
  const strings = [...text.matchAll(/"((?:[^"\\]|\\.){1,4000})"/g)]
    .map(([, inside = '']) => inside)
    .slice(0, 32);
  const program = /"(?:path|program|cmd)"\s{0,4}:\s{0,4}"([^"\s]{1,200})"/.exec(text)?.[1] ?? '';
  return [
    ...strings.filter((string) => string.includes(' ')),
    ...listsIn(text).map((list) => `${program} ${list}`.trim()),
  ];
}

/** Lists of words within brackets, each as one command. */
function listsIn(text: string): string[] {
  return [...text.matchAll(/\[([^[\]]{3,4000})\]/g)]
    .slice(0, 8)
    .map(([, inside = '']) =>
      inside.replaceAll(/["']\s{0,4},\s{0,4}["']/g, ' ').replaceAll(/^\s{0,8}["']|["']\s{0,8}$/g, ''),
    );
}
