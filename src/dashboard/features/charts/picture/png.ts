import type { Picture } from './picture.ts'

const SCALE = 2 // pixels of the image for one of the page: sharp on paper and on fine screens

/** A picture as a PNG. Drawn shape by shape: the page's policy lets no image of its own making be loaded into a canvas. */
export async function picturePng({ width, height, background, shapes }: Picture): Promise<Blob> {
  const canvas = new OffscreenCanvas(width * SCALE, height * SCALE)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser draws on no canvas')
  context.scale(SCALE, SCALE)
  context.fillStyle = background.colour
  context.globalAlpha = background.opacity
  context.fillRect(0, 0, width, height)
  for (const shape of shapes) {
    context.save()
    if (shape.kind === 'text') {
      context.font = `${shape.font.weight} ${shape.font.size}px ${shape.font.family}`
      context.textAlign = shape.anchor === 'end' ? 'right' : 'left'
      context.fillStyle = shape.fill.colour
      context.globalAlpha = shape.fill.opacity
      context.fillText(shape.text, shape.x, shape.y)
    } else {
      const path = new Path2D(shape.d)
      context.transform(...shape.matrix)
      if (shape.fill) {
        context.fillStyle = shape.fill.colour
        context.globalAlpha = shape.fill.opacity
        // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array
        context.fill(path)
      }
      if (shape.stroke) {
        context.strokeStyle = shape.stroke.colour
        context.globalAlpha = shape.stroke.opacity
        context.lineWidth = shape.stroke.width
        context.stroke(path)
      }
    }
    context.restore()
  }
  return await canvas.convertToBlob({ type: 'image/png' })
}
