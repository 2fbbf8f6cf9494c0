/** Notices in eForms of our own making, as the JSON that BOAMP makes of them and as the XML of TED. */

type Node = string | readonly Node[] | { readonly [name: string]: Node };

const coded = (list: string, code: string): Node => ({ '@listName': list, '#text': code });
const french = (text: string): Node => ({ '@languageID': 'FRA', '#text': text });

/** A lot of a notice. */
export interface EformsLot {
  readonly id: string;
  readonly title: string;
  readonly cpv?: readonly string[];
  readonly nuts?: string;
  readonly city?: string;
  readonly postcode?: string;
  /** Euros. */
  readonly estimate?: string;
  readonly most?: string;
  /** `none`, `res-ws`, `res-pub-ser`. */
  readonly reserved?: string;
  readonly note?: string;
  /** `env-imp`, `soc-obj`, `none`. */
  readonly aims?: readonly string[];
  readonly closing?: readonly [date: string, time: string];
  readonly requests?: readonly [date: string, time: string];
  readonly months?: string;
}

/** What a test says of a notice; the rest is filled in. */
export interface EformsNotice {
  readonly folder?: string;
  readonly noticeId?: string;
  readonly title?: string;
  readonly closing?: readonly [date: string, time: string];
  readonly lots?: readonly EformsLot[];
  readonly estimate?: string;
  /** The notice that it changes, with the code of why. */
  readonly changes?: { readonly of: string; readonly why: string; readonly said?: string };
  readonly form?: string;
}

export const FOLDER = '1df957aa-8e96-4afb-b9e4-1e091559d1ac';
const NOTICE = 'a918db00-1c74-4edd-9904-e263af61561a';

const lotNode = (lot: EformsLot, closing: readonly [string, string] | undefined): Node => {
  const [date, time] = lot.closing ?? closing ?? ['', ''];
  return {
    'cbc:ID': { '@schemeName': 'Lot', '#text': lot.id },
    'cac:TenderingTerms': {
      'cac:CallForTendersDocumentReference': {
        'cbc:ID': 'DCE',
        'cac:Attachment': {
          'cac:ExternalReference': { 'cbc:URI': 'https://www.profil.exemple.fr/?id=7&org=a' },
        },
      },
      'cac:TendererQualificationRequest': [
        {
          'cac:SpecificTendererRequirement': {
            'cbc:TendererRequirementTypeCode': coded('reserved-procurement', lot.reserved ?? 'none'),
          },
        },
        {
          'cac:SpecificTendererRequirement': {
            'cbc:TendererRequirementTypeCode': coded('selection-criteria-source', 'epo-procurement-document'),
          },
        },
      ],
      'cac:TenderRecipientParty': { 'cbc:EndpointID': 'https://www.profil.exemple.fr' },
    },
    'cac:TenderingProcess': {
      ...(lot.requests
        ? {
            'cac:ParticipationRequestReceptionPeriod': {
              'cbc:EndDate': lot.requests[0],
              'cbc:EndTime': lot.requests[1],
            },
          }
        : {}),
      'cac:TenderSubmissionDeadlinePeriod': { 'cbc:EndDate': date, 'cbc:EndTime': time },
      'cac:ContractingSystem': [
        { 'cbc:ContractingSystemTypeCode': coded('framework-agreement', lot.most ? 'fa-wo-rc' : 'none') },
        { 'cbc:ContractingSystemTypeCode': coded('dps-usage', 'none') },
      ],
    },
    'cac:ProcurementProject': {
      'cbc:Name': french(lot.title),
      ...(lot.note ? { 'cbc:Note': french(lot.note) } : {}),
      'cbc:ProcurementTypeCode': coded('contract-nature', 'services'),
      'cac:ProcurementAdditionalType': (lot.aims ?? []).map((aim) => ({
        'cbc:ProcurementTypeCode': coded('strategic-procurement', aim),
      })),
      'cac:RequestedTenderTotal': {
        ...(lot.most
          ? {
              'ext:UBLExtensions': {
                'ext:UBLExtension': {
                  'ext:ExtensionContent': {
                    'efext:EformsExtension': {
                      'efbc:FrameworkMaximumAmount': { '@currencyID': 'EUR', '#text': lot.most },
                    },
                  },
                },
              },
            }
          : {}),
        'cbc:EstimatedOverallContractAmount': { '@currencyID': 'EUR', '#text': lot.estimate ?? '0.00' },
      },
      'cac:MainCommodityClassification': {
        'cbc:ItemClassificationCode': coded('cpv', lot.cpv?.[0] ?? '90910000'),
      },
      'cac:AdditionalCommodityClassification': (lot.cpv ?? []).slice(1).map((code) => ({
        'cbc:ItemClassificationCode': coded('cpv', code),
      })),
      'cac:RealizedLocation': {
        'cac:Address': {
          'cbc:CityName': lot.city ?? 'Bourges',
          'cbc:PostalZone': lot.postcode ?? '18000',
          'cbc:CountrySubentityCode': coded('nuts', lot.nuts ?? 'FRB01'),
          'cac:Country': { 'cbc:IdentificationCode': coded('country', 'FRA') },
        },
      },
      'cac:PlannedPeriod': { 'cbc:DurationMeasure': { '@unitCode': 'MONTH', '#text': lot.months ?? '48' } },
    },
  };
};

const organisation = (id: string, name: string, siret: string): Node => ({
  'efac:Company': {
    'cac:PartyIdentification': { 'cbc:ID': { '@schemeName': 'organization', '#text': id } },
    'cac:PartyName': { 'cbc:Name': french(name) },
    'cac:PostalAddress': {
      'cbc:CityName': 'Bourges cedex 9',
      'cbc:PostalZone': '18000',
      'cbc:CountrySubentityCode': coded('nuts', 'FRB01'),
      'cac:Country': { 'cbc:IdentificationCode': coded('country', 'FRA') },
    },
    'cac:PartyLegalEntity': { 'cbc:CompanyID': siret },
    'cac:Contact': { 'cbc:Telephone': '+33 199000012', 'cbc:ElectronicMail': 'achats@hopital.exemple.fr' },
  },
});

/** A call in eForms, by the name of its document. */
export function eformsTree(notice: EformsNotice = {}): { readonly ContractNotice: Node } {
  const {
    folder = FOLDER,
    noticeId = NOTICE,
    title = 'Entretien des locaux de l’hôpital',
    changes,
    form = '16',
  } = notice;
  const lots = notice.lots ?? [{ id: 'LOT-0001', title: 'Entretien des locaux' }];
  const closing = notice.closing ?? (['2026-12-15+01:00', '12:00:00+01:00'] as const);
  return {
    ContractNotice: {
      'ext:UBLExtensions': {
        'ext:UBLExtension': {
          'ext:ExtensionContent': {
            'efext:EformsExtension': {
              ...(changes
                ? {
                    'efac:Changes': {
                      'efbc:ChangedNoticeIdentifier': changes.of,
                      'efac:ChangeReason': {
                        'cbc:ReasonCode': coded('change-corig-justification', changes.why),
                      },
                      ...(changes.said
                        ? { 'efac:Change': { 'efbc:ChangeDescription': french(changes.said) } }
                        : {}),
                    },
                  }
                : {}),
              'efac:NoticeSubType': { 'cbc:SubTypeCode': coded('notice-subtype', form) },
              'efac:Organizations': {
                'efac:Organization': [
                  organisation('ORG-0001', 'Hôpital de Monterive', '26180007200124'),
                  organisation('ORG-0003', 'Tribunal administratif', '17450005800022'),
                ],
              },
            },
          },
        },
      },
      'cbc:ID': { '@schemeName': 'notice-id', '#text': noticeId },
      'cbc:ContractFolderID': folder,
      'cbc:IssueDate': '2026-11-10+01:00',
      'cbc:VersionID': changes ? '02' : '01',
      'cbc:NoticeTypeCode': coded('competition', 'cn-standard'),
      'cac:ContractingParty': { 'cac:Party': { 'cac:PartyIdentification': { 'cbc:ID': 'ORG-0001' } } },
      'cac:TenderingProcess': { 'cbc:ProcedureCode': coded('procurement-procedure-type', 'open') },
      'cac:ProcurementProject': {
        'cbc:ID': '26BIH03',
        'cbc:Name': french(title),
        'cbc:Description': french('Nettoyage des locaux et des vitres.'),
        'cbc:ProcurementTypeCode': coded('contract-nature', 'services'),
        ...(notice.estimate
          ? {
              'cac:RequestedTenderTotal': {
                'cbc:EstimatedOverallContractAmount': { '@currencyID': 'EUR', '#text': notice.estimate },
              },
            }
          : {}),
        'cac:MainCommodityClassification': { 'cbc:ItemClassificationCode': coded('cpv', '90910000') },
      },
      'cac:ProcurementProjectLot': lots.map((lot) => lotNode(lot, closing)),
    },
  };
}

/** Who won a call in eForms; without winners, all its lots were closed without one. */
export function awardTree(
  winners: readonly string[],
  { folder = FOLDER, total = '96055' } = {},
): { readonly ContractAwardNotice: Node } {
  const { ContractNotice } = eformsTree({ folder, noticeId: '0f4dffc6-666d-4c82-b842-21e2deff3628' });
  const companies = winners.map((name, at) => organisation(`ORG-100${at}`, name, '50180302700017'));
  const root = ContractNotice as { readonly [name: string]: Node };
  return {
    ContractAwardNotice: {
      ...root,
      'ext:UBLExtensions': {
        'ext:UBLExtension': {
          'ext:ExtensionContent': {
            'efext:EformsExtension': {
              'efac:NoticeResult': {
                ...(winners.length > 0
                  ? { 'cbc:TotalAmount': { '@currencyID': 'EUR', '#text': total } }
                  : {}),
                'efac:LotResult': {
                  'cbc:TenderResultCode': coded(
                    'winner-selection-status',
                    winners.length > 0 ? 'selec-w' : 'clos-nw',
                  ),
                  ...(winners.length > 0
                    ? {}
                    : {
                        'efac:DecisionReason': {
                          'efbc:DecisionReasonCode': coded('non-award-justification', 'ins-fund'),
                        },
                      }),
                },
                'efac:LotTender': [
                  ...winners.map((_name, at) => ({
                    'cbc:ID': `TEN-000${at}`,
                    'efac:TenderingParty': { 'cbc:ID': `TPA-000${at}` },
                  })),
                  { 'cbc:ID': 'TEN-0009', 'efac:TenderingParty': { 'cbc:ID': 'TPA-0009' } },
                ],
                'efac:SettledContract': winners.map((_name, at) => ({
                  'cbc:ID': `CON-000${at}`,
                  'cbc:AwardDate': '2026-07-21+02:00',
                  'efac:LotTender': { 'cbc:ID': `TEN-000${at}` },
                })),
                'efac:TenderingParty': [
                  ...winners.map((_name, at) => ({
                    'cbc:ID': `TPA-000${at}`,
                    'efac:Tenderer': { 'cbc:ID': `ORG-100${at}` },
                  })),
                  { 'cbc:ID': 'TPA-0009', 'efac:Tenderer': { 'cbc:ID': 'ORG-0003' } },
                ],
              },
              'efac:NoticeSubType': { 'cbc:SubTypeCode': coded('notice-subtype', '29') },
              'efac:Organizations': {
                'efac:Organization': [
                  organisation('ORG-0001', 'Hôpital de Monterive', '26180007200124'),
                  ...companies,
                ],
              },
            },
          },
        },
      },
    },
  };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function xmlOf(name: string, node: Node): string {
  if (typeof node === 'string') return `<${name}>${escaped(node)}</${name}>`;
  if (Array.isArray(node)) return node.map((one) => xmlOf(name, one)).join('');
  const entries = Object.entries(node as { readonly [name: string]: Node });
  const attributes = entries
    .filter(([key]) => key.startsWith('@'))
    .map(([key, value]) => ` ${key.slice(1)}="${escaped(String(value))}"`)
    .join('');
  const inner = entries
    .filter(([key]) => !key.startsWith('@'))
    .map(([key, value]) => (key === '#text' ? escaped(String(value)) : xmlOf(key, value)))
    .join('');
  return `<${name}${attributes}>${inner}</${name}>`;
}

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';
const EFORMS = 'http://data.europa.eu/p27/eforms-ubl';

/** The XML of a tree, with the namespaces of its document. */
export function eformsXml(tree: { readonly [name: string]: Node }): string {
  const [[name, root] = ['', '']] = Object.entries(tree);
  const namespaces = {
    '@xmlns': `${UBL}${name}-2`,
    '@xmlns:cac': `${UBL}CommonAggregateComponents-2`,
    '@xmlns:cbc': `${UBL}CommonBasicComponents-2`,
    '@xmlns:ext': `${UBL}CommonExtensionComponents-2`,
    '@xmlns:efac': `${EFORMS}-extension-aggregate-components/1`,
    '@xmlns:efbc': `${EFORMS}-extension-basic-components/1`,
    '@xmlns:efext': `${EFORMS}-extensions/1`,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlOf(name, { ...namespaces, ...(root as object) })}`;
}
