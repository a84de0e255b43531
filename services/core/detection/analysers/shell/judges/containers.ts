/** Containers with the host inside, and images of unknown origin that get a part of it. */
import { type Call, type Inquiry, type Judge, optionValues } from '../call.ts';
import { isBareAddress, reachOf } from '../hosts.ts';
import { imageOf } from '../wrappers.ts';

const ESCAPE = 'shell-container-escape';
/** Of the host: its root, what starts it, what it trusts, its other containers. */
const HOST =
  /^(?:(?:[\w=,-]*,)?(?:source|src)=)?(?:\/(?=[:,]|$)|\/etc(?=[:,]|$)|\/etc\/(?:shadow|passwd|group|sudoers|ssh|cron|pam|kubernetes|systemd|init|rc|ld\.so|profile)|\/root(?=[:,/]|$)|\/(?:proc|dev|boot|home|usr|bin|sbin|lib)(?=[:,]|$)|\/(?:var\/)?run\/(?:docker|containerd|crio)[\w/.-]*\.sock|\/var\/lib\/(?:docker|kubelet|containerd)(?=[:,/]|$))/;
/** What many containers are given to know the time, the names and the certificates. */
const REGISTRY =
  /(?:^|\.)(?:docker\.io|docker\.com|ghcr\.io|gcr\.io|k8s\.io|pkg\.dev|quay\.io|mcr\.microsoft\.com|azurecr\.io|amazonaws\.com|ecr\.aws|gitlab\.com|redhat\.(?:io|com)|nvcr\.io|lscr\.io|elastic\.co|cgr\.dev|digitalocean\.com|icr\.io|ocir\.io|fedoraproject\.org|opensuse\.org|suse\.com|oracle\.com|hashicorp\.com|datadoghq\.com|grafana\.com|pulumi\.com|jfrog\.io|harbor\.[\w.-]+|registry\.[\w.-]+|docker\.[\w.-]+)$/i;

function container(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  if (!args.slice(0, 4).some((arg) => /^(?:run|create|exec)$/.test(arg))) return pull(call, inquiry);
  const mounts = [...optionValues(args, '-v', '--volume', '--mount')];
  const opens = mounts.some((mount) => HOST.test(mount));
  const isHost = args.some(
    (arg, index) =>
      /^--(?:pid|userns|ipc|uts)=host$/.test(arg) ||
      (/^--(?:pid|userns)$/.test(arg) && args[index + 1] === 'host'),
  );
  const caps = args.some((arg) =>
    /(?:SYS_ADMIN|SYS_PTRACE|SYS_MODULE|DAC_READ_SEARCH|SYS_RAWIO|ALL|apparmor[=:]unconfined|seccomp[=:]unconfined)$/.test(
      arg,
    ),
  );
  const devices = optionValues(args, '--device').some((device) =>
    /^\/dev\/(?:[shv]d[a-z]|nvme|k?mem|disk|mapper)/.test(device),
  );
  if (
    args.includes('--privileged') ||
    args.includes('--privileged=true') ||
    opens ||
    isHost ||
    caps ||
    devices
  )
    inquiry.tell(ESCAPE, call);
  const isOpen =
    mounts.some((mount) => /^(?:\/|~|\uE001)/.test(mount)) ||
    args.some((arg) => /^--net(?:work)?=host$/.test(arg));
  judgeImage(imageOf(args), isOpen, call, inquiry);
}

/** From a bare address whatever it gets, from an unknown name only if it gets a part of the host. */
function judgeImage(image: string, isOpen: boolean, call: Call, inquiry: Inquiry): void {
  const host = /^([\w-]+(?:\.[\w-]+)+)(?::\d{1,5})?\//.exec(image)?.[1];
  if (host === undefined || reachOf(host) !== 'WORLD' || REGISTRY.test(host)) return;
  if (isBareAddress(host)) inquiry.tell('shell-foreign-package', call);
  else if (isOpen) inquiry.tell('shell-foreign-package', call, 'LOW');
}

function pull(call: Call, inquiry: Inquiry): void {
  const [verb, ...rest] = call.args;
  if (verb === 'pull' || verb === 'load') judgeImage(rest.at(-1) ?? '', false, call, inquiry);
}

export const containerJudges: readonly (readonly [string, Judge])[] = [
  'docker',
  'podman',
  'nerdctl',
  'ctr',
  'crictl',
].map((name) => [name, container] as const);
