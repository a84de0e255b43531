/** A URL whose query carries data rather than sizes and styles: six code units or more under a name that no image service uses. */
const HARMLESS =
  /^(?:w|h|v|width|height|size|raw|ver|version|format|fm|fit|crop|auto|q|quality|dpr|label|logo|logocolor|style|color|branch|s|alt|text|ixlib|ixid|rlkey|sz)$/i;

export function carriesData(value: string): boolean {
  const query = value.slice(value.indexOf('?') + 1);
  if (query === value) return false;
  return query.split('&').some((parameter) => {
    const split = parameter.indexOf('=');
    return parameter.length - split > 6 && !HARMLESS.test(parameter.slice(0, Math.max(split, 0)));
  });
}
