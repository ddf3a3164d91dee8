// Paper, ink, one iris accent. Colours are those of the design; Mantine's own that fail contrast are overridden once, here.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { common } from '../text/common';

const iris: MantineColorsTuple = ['#eef0ff', '#dcdffa', '#b9bff0', '#939be6', '#727cdd', '#5f6ad8', '#5560d6', '#4450bf', '#3b46ab', '#303a96'];
const gray: MantineColorsTuple = ['#faf9f7', '#f4f3f0', '#eae8e4', '#dedbd5', '#cbc7bf', '#a8a39a', '#7d786f', '#5c5850', '#413e38', '#1e1c19'];
const dark: MantineColorsTuple = ['#e4e2dd', '#b9b6af', '#a09c94', '#6e6a63', '#46433e', '#383531', '#2a2825', '#1d1b19', '#171614', '#110f0e'];
const red: MantineColorsTuple = ['#fdeaea', '#f8d0d0', '#efa5a5', '#e47777', '#d64f4f', '#c23a3a', '#b02f2f', '#a12626', '#861e1e', '#6b1717'];

export const makeTheme = () => createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, gray, dark, red },
  black: '#1e1c19',
  defaultRadius: 'md',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: { fontWeight: '620', sizes: { h1: { fontSize: '1.375rem', lineHeight: '1.3' }, h2: { fontSize: '1.0625rem', lineHeight: '1.4' }, h3: { fontSize: '.9375rem', lineHeight: '1.4' } } },
  fontSizes: { xs: '.75rem', sm: '.8125rem', md: '.875rem', lg: '1rem', xl: '1.25rem' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // What takes the focus first is an item: anything else in a menu is nothing that a menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // It is a span: without a role its label is nobody's.
    Loader: { defaultProps: { role: 'status' } },
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } }, closeButtonProps: { 'aria-label': common.close } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } }, closeButtonProps: { 'aria-label': common.close } } },
  },
});

export const resolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-anchor': '#4450bf', '--mantine-color-dimmed': '#5c5850', '--mantine-color-placeholder': '#6b665e', '--mantine-color-body': '#ffffff', '--mantine-color-error': '#a12626',
    '--canvas': '#f7f6f3', '--surface': '#ffffff', '--line': '#e6e3dd', '--field': '#8f8a80', '--hover': '#f4f3f0', '--sel': '#eef0ff', '--hub': '#ff5c35', '--hub-ink': '#8a2c10', '--hub-bg': '#fff1ec',
    '--pos': '#17663c', '--pos-bg': '#e6f4ec', '--warn': '#7a4b00', '--warn-bg': '#fdf2d9', '--neg': '#a12626', '--neg-bg': '#fdeaea', '--mute-bg': '#f0eeea', '--ok-dot': '#1f8a52',
  },
  dark: {
    '--mantine-color-anchor': '#a5acf0', '--mantine-color-dimmed': '#b0aca4', '--mantine-color-placeholder': '#a09c94', '--mantine-color-body': '#1d1b19', '--mantine-color-error': '#ffa3a3',
    '--canvas': '#151412', '--surface': '#1d1b19', '--line': '#34312d', '--field': '#7d786f', '--hover': '#272522', '--sel': '#2a2e52', '--hub': '#ff7a59', '--hub-ink': '#ffb59f', '--hub-bg': '#3a221a',
    '--pos': '#8fd9ae', '--pos-bg': '#16301f', '--warn': '#f0c66f', '--warn-bg': '#382a0d', '--neg': '#ffa3a3', '--neg-bg': '#3d1a1a', '--mute-bg': '#2a2825', '--ok-dot': '#4cc38a',
  },
});
