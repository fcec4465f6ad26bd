import * as vscode from 'vscode';
import { flagOf, type CityFacts, type PlaceFacts } from '../core/index';

/** What a card says of a country or city, in the editor's language. */
export function placeText(place: PlaceFacts): string {
  const country = `${flagOf(place.country)} ${countryName(place.country)} (${place.country})`;
  const parts =
    place.kind === 'country'
      ? [
          country,
          ...(place.capital ? [vscode.l10n.t('capital {0}', place.capital.name)] : []),
          ...(place.population === undefined ? [] : [people(place.population)]),
          ...(place.capital ? [coordinates(place.capital)] : []),
        ]
      : [
          place.isCapital
            ? vscode.l10n.t('{0}, capital of {1}', place.name, country)
            : vscode.l10n.t('{0}, city in {1}', place.name, country),
          ...(place.population > 0 ? [people(place.population)] : []),
          coordinates(place),
        ];
  return parts.join(' · ');
}

function people(count: number): string {
  const number = new Intl.NumberFormat(vscode.env.language, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 3,
  }).format(count);
  return vscode.l10n.t('{0} people', number);
}

function countryName(code: string): string {
  return new Intl.DisplayNames([vscode.env.language], { type: 'region' }).of(code) ?? code;
}

function coordinates({ coordinates: { latitude, longitude } }: CityFacts): string {
  const number = new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 2 });
  const degrees = (value: number) => `${number.format(Math.abs(value))}°`;
  const north =
    latitude >= 0 ? vscode.l10n.t('{0} N', degrees(latitude)) : vscode.l10n.t('{0} S', degrees(latitude));
  const east =
    longitude >= 0 ? vscode.l10n.t('{0} E', degrees(longitude)) : vscode.l10n.t('{0} W', degrees(longitude));
  return `${north}, ${east}`;
}
